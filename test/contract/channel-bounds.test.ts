import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CHANNEL_BUFFER_BYTES_MAX,
  CONTENT_BYTES_MAX,
  FRAME_ITEMS_MAX,
  FRAMES_PER_SECOND_MAX,
} from '../../core/limits.ts'
import { type Bystander, openBystander, statusOf, submitTo } from '../support/bystander.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { dialHostile, openHostile } from '../support/hostile-device.ts'
import { scrape, total } from '../support/metrics-page.ts'
import { QUICK, startRoleProcess } from '../support/processes.ts'
import { dialRaw, enrollDevice, type Identity, openRaw, WIRES, type WireName } from '../support/raw-device.ts'
import { withRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'

const SECOND_MS = 1_000
const MIB = 1024 * 1024
/** What the machine may add to a bound while other tests run on it. */
const LATE_MS = 2_000
const HEARTBEAT_MS = 2 * SECOND_MS
const LEASE_MS = 2 * SECOND_MS
/** A frame more than a window of 10 s may have. */
const TOO_MANY_FRAMES = FRAMES_PER_SECOND_MAX * 10 + 1

const redis = withRedis()
let deployment: Deployment
let bystander: Bystander
beforeAll(async () => {
  deployment = await startDeployment(redis.url, {
    ...{ heartbeatSeconds: 1, heartbeatTimeoutSeconds: 1, nodeLeaseSeconds: LEASE_MS / SECOND_MS },
  })
  bystander = await openBystander(deployment)
})
afterAll(async () => {
  bystander.close()
  await deployment.close()
})

const unknownMessage = (i: number) => ({ messageId: `m${String(i).padStart(27, '0')}`, sessionId: '', sequence: 1 })
const closesFor = async (wire: WireName, reason: string): Promise<number> =>
  total(await scrape(deployment), 'sotto_channel_closes_total', { wire, reason })
const isOnline = async (deviceId: string): Promise<boolean> =>
  ((await callHttp(deployment, 'FleetService/GetDevice', { deviceId })) as { device: { online: boolean } }).device
    .online

describe.each(WIRES)('bounds of a channel, %s', (wire) => {
  it('[B1] [S7] too many frames a second close it, with a time to come back', async () => {
    const device = await openRaw(deployment, wire, await enrollDevice(deployment, `fast-${wire}`))
    // Empty ones: with something for the store in each, a busy machine takes longer for them than the seconds in which they count.
    for (let i = 0; i < TOO_MANY_FRAMES; i++) device.say('progress', [])
    const close = await device.next('close')
    expect(close).toMatchObject({ code: 4004, reason: 'RATE_LIMITED', reconnect: true })
    expect(close.retryAfterMs).toBeLessThanOrEqual(60_000)
    await device.closed
    await bystander.expectUnharmed()
  })

  it('[B1] [B2] who speaks and does not read is closed before much waits for it', async () => {
    const identity = await enrollDevice(deployment, `deaf-${wire}`)
    const device = dialHostile(deployment, wire)
    await openHostile(device, wire, identity)
    const [before, closed] = [process.memoryUsage(), await closesFor(wire, 'SLOW_DEVICE')]
    device.stopReading()
    const items = Array.from({ length: FRAME_ITEMS_MAX }, (_, i) => unknownMessage(i))
    let said = 0
    await eventually(
      async () => {
        // Each of these frames has an answer of about 40 KiB.
        for (const until = Math.min(said + 25, 1_500); said < until; said++) device.say('progress', items)
        // It pretends to have heard the ping; on the other wire the library does.
        if (wire === 'socketio') device.send('3')
        return await closesFor(wire, 'SLOW_DEVICE')
      },
      (count) => count === closed + 1,
    )
    const { arrayBuffers, external } = process.memoryUsage()
    // What waits, here and in the kernel's name, with what the client has not sent yet.
    expect(arrayBuffers + external - before.arrayBuffers - before.external).toBeLessThan(16 * CHANNEL_BUFFER_BYTES_MAX)
    await eventually(
      () => isOnline(identity.deviceId),
      (online) => !online,
    )
    device.destroy()
    await bystander.expectUnharmed()
  })

  it('[M10] [B2] of large messages for who does not read, a window waits in the node and the rest in the store', async () => {
    const identity = await enrollDevice(deployment, `idle-${wire}`)
    const device = dialHostile(deployment, wire)
    await openHostile(device, wire, identity)
    device.stopReading()
    const before = process.memoryUsage().rss
    const params = { text: 'x'.repeat(CONTENT_BYTES_MAX - 100) }
    const ids: string[] = []
    for (let i = 0; i < 40; i++) ids.push(await submitTo(deployment, identity.deviceId, { params }))
    await eventually(
      () => statusOf(deployment, ids[15] ?? ''),
      (status) => status === 'STATUS_SENT',
    )
    const statuses = await Promise.all(ids.map((id) => statusOf(deployment, id)))
    expect(statuses.filter((status) => status === 'STATUS_SENT')).toHaveLength(16)
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * MIB)
    device.destroy()
    await bystander.expectUnharmed()
  })
})

describe('a node that is full', () => {
  let full: Deployment
  beforeAll(async () => {
    full = await startDeployment(redis.url, { channelsMax: 2 })
    full.adminKey = deployment.adminKey
  })
  afterAll(() => full.close())

  it.each(WIRES)('[B1] [S7] takes no channel more than channelsMax, also when they come at once: %s', async (wire) => {
    const names = [1, 2, 3, 4, 5].map((i) => `crowd-${wire}-${i}`)
    const identities = await Promise.all(names.map((name) => enrollDevice(deployment, name)))
    const devices = identities.map((identity) => dialRaw(full, wire, identity))
    await Promise.all(devices.map((device) => device.next('challenge')))
    for (const device of devices) device.hello()
    const heard = (frame: string) => devices.filter((device) => device.heard.some((entry) => entry.frame === frame))
    await until(() => heard('welcome').length + heard('close').length === 5)
    expect(heard('welcome')).toHaveLength(2)
    for (const device of heard('close'))
      expect(await device.next('close')).toMatchObject({ code: 4001, reason: 'OVERLOADED', reconnect: true })
    for (const device of heard('welcome')) device.close()
    const next = await eventually(
      async () => {
        const device = dialRaw(full, wire, identities[0] as Identity)
        await device.next('challenge')
        device.hello()
        return await Promise.race([
          device.next('welcome').then(() => device),
          device.next('close').then(() => undefined),
        ])
      },
      (device) => device !== undefined,
    )
    next?.close()
    await next?.closed
  })
})

describe('who is not there any more', () => {
  const open: ChildProcess[] = []
  afterAll(() => {
    for (const child of open) child.kill('SIGKILL')
  })

  it('[S6] a frozen device is offline within the heartbeat bound, on both wires', async () => {
    const identities = Object.fromEntries(
      await Promise.all(WIRES.map(async (wire) => [wire, await enrollDevice(deployment, `frozen-${wire}`)])),
    ) as Record<WireName, Identity>
    const credentials = Object.fromEntries(
      WIRES.map((wire) => [
        wire,
        { ...identities[wire], privateKey: identities[wire].privateKey.export({ format: 'jwk' }) },
      ]),
    )
    const { http, grpc } = deployment
    const script = new URL('../support/programs/two-devices.ts', import.meta.url).pathname
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), script, JSON.stringify({ http, grpc }), JSON.stringify(credentials)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    open.push(child)
    await once(child.stdout, 'data')
    for (const wire of WIRES) expect(await isOnline(identities[wire].deviceId)).toBe(true)
    child.kill('SIGSTOP')
    const since = performance.now()
    await Promise.all(
      WIRES.map((wire) =>
        eventually(
          () => isOnline(identities[wire].deviceId),
          (online) => !online,
        ),
      ),
    )
    expect(performance.now() - since).toBeLessThan(HEARTBEAT_MS + LATE_MS)
    child.kill('SIGKILL')
  })

  it('[S6] [M8] the devices of a killed node are offline within its lease, and get their messages by another', async () => {
    const { dataFolder } = deployment
    const node = startRoleProcess('gateway', {
      ...{ ...QUICK, redisUrl: redis.url, dataFolder, durability: 'everysec', nodeLeaseSeconds: LEASE_MS / SECOND_MS },
    })
    const { http, grpc } = await node.ready()
    const door = { ...deployment, http, grpc }
    const held = await Promise.all(
      WIRES.map(async (wire) => {
        const identity = await enrollDevice(deployment, `held-${wire}`)
        const device = await openRaw(door, wire, identity)
        const messageId = await submitTo(deployment, identity.deviceId)
        expect(await device.next('deliver')).toMatchObject({ messageId, attempt: 1 })
        return { wire, identity, device, messageId }
      }),
    )
    const since = performance.now()
    await node.kill9()
    for (const { identity } of held)
      await eventually(
        () => isOnline(identity.deviceId),
        (online) => !online,
      )
    expect(performance.now() - since).toBeLessThan(LEASE_MS * 1.25 + LATE_MS)
    for (const { wire, identity, device, messageId } of held) {
      const elsewhere = await openRaw(deployment, wire, identity, device.session)
      expect(elsewhere.welcome).toMatchObject({ resumed: true })
      expect(await elsewhere.next('deliver')).toMatchObject({ messageId, attempt: 2 })
      elsewhere.close()
      device.close()
    }
  })
})
