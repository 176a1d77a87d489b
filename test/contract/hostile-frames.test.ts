import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import { type Bystander, openBystander, statusOf, submitTo } from '../support/bystander.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { dialHostile, type HostileDevice, openHostile } from '../support/hostile-device.ts'
import { hostileFrames } from '../support/hostile-frames.ts'
import { scrape, total } from '../support/metrics-page.ts'
import { enrollDevice, type Identity, WIRES } from '../support/raw-device.ts'
import { withRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'

/** More of them: SOTTO_FUZZ_RUNS=2000. A failure prints its seed. */
const RUNS = Number(process.env.SOTTO_FUZZ_RUNS ?? 40)
const MINUTE_MS = 60_000
const redis = withRedis()
let deployment: Deployment
let bystander: Bystander

beforeAll(async () => {
  // A message that is sent again for each channel must not run out of attempts.
  deployment = await startDeployment(redis.url, { attemptsMax: 100, requestsPerSecond: 100_000 })
  bystander = await openBystander(deployment)
})
afterAll(async () => {
  bystander.close()
  await deployment.close()
})

/** All that it said was read: the server has ended the connection, or answers what is said last. */
async function settle(device: HostileDevice): Promise<void> {
  const last = `m${'0'.repeat(27)}`
  device.say('progress', [{ messageId: last, sessionId: '', sequence: 1 }])
  const isAnswered = () =>
    device.heard.some(
      ({ frame, item }) =>
        frame === 'accepted' &&
        ((item.refused ?? []) as { messageId: string }[]).some(({ messageId }) => messageId === last),
    )
  await until(
    () => device.isEnded || isAnswered(),
    () => JSON.stringify(device.heard),
  )
}

function expectCleanEnd(device: HostileDevice): void {
  const closes = device.heard.filter(({ frame }) => frame === 'close')
  expect(closes.length).toBeLessThanOrEqual(1)
  for (const { item } of closes) expect(Object.keys(CLOSE_REASONS)).toContain(item.reason)
}

describe.each(WIRES)('%s, whatever comes in', (wire) => {
  let identity: Identity
  let messageId: string
  beforeAll(async () => {
    identity = await enrollDevice(deployment, `hostile-${wire}`)
    messageId = await submitTo(deployment, identity.deviceId)
  })

  async function attack(frames: fc.Arbitrary<unknown>, at: 'once known' | 'before the hello'): Promise<void> {
    await fc.assert(
      fc.asyncProperty(frames as ReturnType<typeof hostileFrames>, async (list) => {
        const device = dialHostile(deployment, wire)
        try {
          if (at === 'once known') await openHostile(device, wire, identity)
          else await until(() => device.heard.some(({ frame }) => frame === 'challenge') || device.isEnded)
          for (const { is, raw } of list) is === 'frame' ? device.send(raw) : device.bytes(raw as Uint8Array)
          // Part of a frame leaves the connection waiting for the rest of it; that is for the heartbeat to end.
          if (list.every(({ is }) => is === 'frame')) await settle(device)
        } finally {
          device.destroy()
        }
        expectCleanEnd(device)
        await bystander.expectUnharmed()
        expect(['STATUS_QUEUED', 'STATUS_SENT']).toContain(await statusOf(deployment, messageId))
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: MINUTE_MS, endOnFailure: process.env.SOTTO_FUZZ_RUNS === undefined },
    )
  }

  it(
    '[S7] [M3] [B1] of a device that is known: the others go on, nothing of it is stored, it hears why',
    () => attack(hostileFrames(wire, messageId), 'once known'),
    2 * MINUTE_MS,
  )
  it(
    '[S1] [S7] of somebody unknown: the others go on, nothing of it is stored',
    () => attack(hostileFrames(wire, messageId), 'before the hello'),
    2 * MINUTE_MS,
  )
})

it.each([
  ['a nested array', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['an object of which no text can be made', '{"toString":1,"valueOf":1}'],
  ['nothing', 'null'],
])('[S7] an event whose name is %s ends its connection, and no other', async (_, name) => {
  const identity = await enrollDevice(deployment, `hostile-name-${name.length}`)
  for (const isKnown of [false, true]) {
    const device = dialHostile(deployment, 'socketio')
    if (isKnown) await openHostile(device, 'socketio', identity)
    else await until(() => device.heard.some(({ frame }) => frame === 'challenge'))
    device.send(`42[${name},[]]`)
    await until(() => device.isEnded)
    expect(device.heard.filter(({ frame }) => frame === 'close').map(({ item }) => item.reason)).toEqual(['BAD_FRAME'])
    device.destroy()
  }
  await bystander.expectUnharmed()
})

it('[S7] counts what was closed and what was refused, by words of the registries', async () => {
  const page = await scrape(deployment)
  const words = (name: string, label: string) =>
    new Set(page.filter((sample) => sample.name === name).map(({ labels }) => labels[label]))
  expect(words('sotto_channel_closes_total', 'wire')).toEqual(new Set(WIRES))
  expect([...words('sotto_channel_closes_total', 'reason')]).toEqual(expect.arrayContaining(['BAD_FRAME', 'BAD_ORDER']))
  expect(words('sotto_refused_input_total', 'reason')).toContain('STALE_SESSION')
  // The bystander's.
  expect(total(page, 'sotto_channels')).toBe(1)
})
