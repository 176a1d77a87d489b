import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { dialHostile, type HostileDevice, openHostile } from '../support/hostile-device.ts'
import { hostileFrames } from '../support/hostile-frames.ts'
import { scrape } from '../support/metrics-page.ts'
import { enrollDevice, type Identity, openRaw, type RawDevice, WIRES } from '../support/raw-device.ts'
import { withRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'

/** More of them: SOTTO_FUZZ_RUNS=2000. A failure prints its seed. */
const RUNS = Number(process.env.SOTTO_FUZZ_RUNS ?? 40)
const MINUTE_MS = 60_000
const sha256 = (text: unknown): string => createHash('sha256').update(String(text)).digest('hex')

const redis = withRedis()
let deployment: Deployment
let healthy: RawDevice & { session: string }
const unforeseen: unknown[] = []
const note = (problem: unknown): void => void unforeseen.push(problem)

beforeAll(async () => {
  process.on('uncaughtExceptionMonitor', note)
  // A message that is sent again for each channel must not run out of attempts.
  deployment = await startDeployment(redis.url, { attemptsMax: 100, requestsPerSecond: 100_000 })
  healthy = await openRaw(deployment, 'socketio', await enrollDevice(deployment, 'healthy'))
})
afterAll(async () => {
  healthy.close()
  await deployment.close()
  process.off('uncaughtExceptionMonitor', note)
})

const submit = async (deviceId: string): Promise<string> => {
  const { messageIds } = (await callHttp(deployment, 'CommandService/Submit', {
    ...{ action: 'lock', devices: [deviceId], clocks: { ackBySeconds: 300, deliverBySeconds: 3_600 } },
  })) as { messageIds: string[] }
  return String(messageIds[0])
}
const statusOf = async (messageId: string): Promise<string> =>
  ((await callHttp(deployment, 'CommandService/GetMessage', { messageId })) as { message: { status: string } }).message
    .status

async function completeOne(): Promise<void> {
  const messageId = await submit('healthy')
  const { content } = await healthy.next('deliver')
  healthy.say('result', [
    { messageId, sessionId: healthy.session, status: 'STATUS_SUCCEEDED', contentSha256: sha256(content) },
  ])
  expect(await healthy.next('accepted')).toMatchObject({ results: [messageId] })
}

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
    messageId = await submit(identity.deviceId)
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
        await completeOne()
        expect(unforeseen).toEqual([])
        expect(['STATUS_QUEUED', 'STATUS_SENT']).toContain(await statusOf(messageId))
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

it('[S7] counts what was closed and what was refused, by words of the registries', async () => {
  const series = await scrape(deployment)
  const reasons = series.filter(({ name }) => name === 'sotto_channel_closes_total').map(({ labels }) => labels.reason)
  expect(reasons).toContain('BAD_FRAME')
  expect(reasons).toContain('BAD_ORDER')
  expect(
    new Set(series.filter(({ name }) => name === 'sotto_channel_closes_total').map(({ labels }) => labels.wire)),
  ).toEqual(new Set(WIRES))
  const refused = series.filter(({ name }) => name === 'sotto_refused_input_total').map(({ labels }) => labels.reason)
  expect(refused).toContain('STALE_SESSION')
  const live = series.filter(({ name }) => name === 'sotto_channels').reduce((sum, { value }) => sum + value, 0)
  expect(live).toBe(1)
})
