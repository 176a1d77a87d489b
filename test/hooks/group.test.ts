import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENOUGH, type HookRig, range, startHookRig, type TestStream } from '../support/hook-rig.ts'
import { anEvent, createLogWriter } from '../support/log-writer.ts'
import { withRedis } from '../support/redis.ts'

const PARTITIONS = 4
const redis = withRedis()
/** Two nodes on one store. */
let rig: HookRig
let other: HookRig
beforeAll(async () => {
  rig = await startHookRig(redis.socketPath, PARTITIONS)
  other = await startHookRig(redis.socketPath, PARTITIONS)
})
afterAll(() => Promise.all([rig?.close(), other?.close()]))

let tenants = 0
const freshTenant = () => `group${++tenants}`
const block = (count: number) => Array.from({ length: count }, () => anEvent())

async function fill(tenant: string, blocks: number): Promise<void> {
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const writer = createLogWriter(redis.connect(), { tenant, partition })
    for (let i = 0; i < blocks; i++) await writer.append(block(3))
  }
}
const opening = (member: string) => ({
  subscription: 'audit',
  member,
  start: { earliest: true },
  grant: ENOUGH,
  heartbeatMs: 1_000,
})
const assigned = (stream: TestStream) => stream.of('assigned').at(-1)?.partitions ?? []
const generation = (stream: TestStream) => stream.of('assigned').at(-1)?.generation ?? 0

async function ack(stream: TestStream, requestId: number, cursor = stream.cursor) {
  stream.send({ ack: { cursor, requestId } })
  await stream.until(`answer ${requestId}`, () => stream.of('ack').some((result) => result.requestId === requestId))
  return stream.of('ack').find((result) => result.requestId === requestId)!
}

describe('a named subscription', () => {
  it('[H6] goes on behind what was acknowledged, also on another node', async () => {
    const tenant = freshTenant()
    await fill(tenant, 4)
    const first = rig.open({ ...opening(''), grant: { totalEvents: 7, totalBytes: 1e9 } }, { tenant })
    await first.until('seven', () => first.eventIds.length === 7)
    expect(await ack(first, 1)).toMatchObject({ refused: '', cursor: first.cursor })
    first.send({ grant: { totalEvents: 10, totalBytes: 1e9 } })
    await first.until('ten', () => first.eventIds.length === 10)
    first.send({ leave: {} })
    await first.until('ended', () => first.isEnded)
    const second = other.open({ ...opening(''), start: { latest: true } }, { tenant })
    await second.until('the rest', () => second.eventIds.length === 48 - 7)
    expect(new Set([...first.eventIds.slice(0, 7), ...second.eventIds]).size).toBe(48)
    second.cancel()
  })

  it('[H6] is shared evenly by its members; one that comes or goes moves no more than it must', async () => {
    const tenant = freshTenant()
    const a = rig.open(opening('a'), { tenant })
    await a.until('all of it', () => assigned(a).length === PARTITIONS)
    const b = rig.open(opening('b'), { tenant })
    await b.until('half', () => assigned(b).length === 2)
    await a.until('the other half', () => assigned(a).length === 2)
    const heldByA = assigned(a)
    expect([...heldByA, ...assigned(b)].sort()).toEqual([0, 1, 2, 3])
    const c = other.open(opening('c'), { tenant })
    await c.until('its part', () => assigned(c).length === 1)
    await a.until('quiet', () => generation(a) === generation(c))
    await b.until('quiet', () => generation(b) === generation(c))
    expect([...assigned(a), ...assigned(b), ...assigned(c)].sort()).toEqual([0, 1, 2, 3])
    expect(heldByA).toEqual(expect.arrayContaining(assigned(a)))
    b.send({ leave: {} })
    await c.until('more', () => assigned(c).length === 2)
    await a.until('quiet again', () => assigned(a).length === 2 && generation(a) === generation(c))
    const generationBefore = generation(a)
    // Renewals alone change nothing.
    await a.until('some heartbeats', () => a.of('heartbeat').length > 3)
    expect(generation(a)).toBe(generationBefore)
    for (const stream of [a, c]) stream.cancel()
  })

  it('[H6] brings every event to some member while members come and go and acknowledge', async () => {
    const tenant = freshTenant()
    await fill(tenant, 10)
    const seen = new Set<string>()
    const members = ['a', 'b', 'c'].map((member, i) => (i % 2 ? other : rig).open(opening(member), { tenant }))
    for (const [i, stream] of members.entries()) {
      await stream.until('its part', () => stream.of('assigned').length > 0)
      if (assigned(stream).length > 0) await stream.until('something', () => stream.eventIds.length > 0)
      for (const id of stream.eventIds) seen.add(id)
      if (stream.of('events').length > 0) await ack(stream, i + 1)
      for (const id of stream.eventIds) seen.add(id)
      stream.cancel()
    }
    const last = rig.open(opening('last'), { tenant })
    await last.until('all', () => {
      for (const id of last.eventIds) seen.add(id)
      return seen.size === 3 * 10 * PARTITIONS
    })
    last.cancel()
  })

  it('[H6] refuses what a member acknowledges late, of partitions that another holds by now', async () => {
    const tenant = freshTenant()
    await fill(tenant, 2)
    const a = rig.open(opening('a'), { tenant })
    await a.until('all events', () => a.eventIds.length === 24)
    const late = a.cursor
    const b = other.open(opening('b'), { tenant })
    await b.until('its half', () => assigned(b).length === 2)
    await a.until('the other half', () => assigned(a).length === 2)
    expect(await ack(a, 7, late)).toMatchObject({ refused: 'STALE_GENERATION' })
    // What it holds was taken all the same, and what it does not hold is where the new holder reads on.
    await b.until('its events again', () => b.eventIds.length === 12)
    const beats = a.of('heartbeat').length
    await a.until('where it is now', () => a.of('heartbeat').length > beats)
    expect(await ack(a, 8)).toMatchObject({ refused: '' })
    for (const stream of [a, b]) stream.cancel()
  })

  it('[H6] is taken over by a new stream of the same member, and the older one goes', async () => {
    const tenant = freshTenant()
    await fill(tenant, 1)
    const tookMs: number[] = []
    for (const node of [rig, other]) {
      const older = rig.open(opening('a'), { tenant })
      await older.until('its partitions', () => assigned(older).length === PARTITIONS)
      const before = generation(older)
      const newer = node.open(opening('a'), { tenant })
      await newer.until('its partitions', () => assigned(newer).length === PARTITIONS)
      const startedAt = performance.now()
      await older.until('sent away', () => older.isEnded)
      tookMs.push(performance.now() - startedAt)
      expect(older.of('goAway')).toMatchObject([{ reason: 'TAKEN_OVER' }])
      expect(generation(newer)).toBe(before)
      newer.send({ leave: {} })
      await newer.until('gone', () => newer.isEnded)
    }
    // On the same node it is told; on another it finds out when it renews its lease, a moment before which it was new itself.
    const [onSameNode = 0, onAnother = 0] = tookMs
    expect(onSameNode).toBeLessThan(onAnother / 2)
  })

  it('[H6] answers many acknowledgements with few writes', async () => {
    const tenant = freshTenant()
    await fill(tenant, 10)
    const stream = rig.open(opening('a'), { tenant })
    await stream.until('all', () => stream.eventIds.length === 120)
    const calls = async () => Number(/fcall:calls=(\d+)/.exec(await redis.connect().info('commandstats'))?.[1])
    const before = await calls()
    const cursors = stream.of('events').map(({ cursor }) => cursor)
    for (let i = 0; i < 200; i++) stream.send({ ack: { requestId: i + 1, cursor: cursors[i % cursors.length]! } })
    await stream.until('all answers', () => stream.of('ack').length === 200)
    expect(await calls()).toBeLessThan(before + 40)
    expect(stream.of('ack').every(({ refused }) => refused === '')).toBe(true)
    stream.cancel()
  })

  it('[H6] is listed with its lag, moved when nobody reads it, and deleted under its readers', async () => {
    const tenant = freshTenant()
    await fill(tenant, 2)
    const caller = { tenant, application: 'app', keyId: 'k1', scopes: ['hooks:read' as const], requestId: 'r' }
    const calls = rig.service.calls as unknown as Record<string, (request: object, who: object) => Promise<unknown>>
    const stream = rig.open(opening('a'), { tenant })
    await stream.until('all', () => stream.eventIds.length === 24)
    const seek = { subscription: 'audit', start: { at: 'latest', latest: true } }
    await expect(calls.Seek!(seek, caller)).rejects.toMatchObject({ code: 'SUBSCRIPTION_BUSY' })
    expect(await calls.ListSubscriptions!({}, caller)).toMatchObject({
      subscriptions: [{ name: 'audit', application: 'app', lagEvents: 24, members: ['a'] }],
    })
    expect(await calls.ListSubscriptions!({}, { ...caller, application: 'b' })).toEqual({ subscriptions: [] })
    stream.send({ leave: {} })
    await stream.until('gone', () => stream.isEnded)
    await expect.poll(() => calls.Seek!(seek, caller).then(() => 'moved')).toBe('moved')
    expect(await calls.ListSubscriptions!({}, caller)).toMatchObject({ subscriptions: [{ lagEvents: 0, members: [] }] })
    const again = rig.open(opening('a'), { tenant })
    await again.until('open', () => assigned(again).length === PARTITIONS)
    await calls.DeleteSubscription!({ subscription: 'audit' }, caller)
    await again.until('told', () => again.error !== undefined)
    expect(again.reason).toBe('NOT_FOUND')
    await expect(calls.DeleteSubscription!({ subscription: 'audit' }, caller)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(calls.Seek!(seek, caller)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a node that stops', () => {
  it('[S7] sends its subscribers away with a cursor to go on from, and lets nobody in', async () => {
    const node = await startHookRig(redis.socketPath, PARTITIONS)
    const tenant = freshTenant()
    await fill(tenant, 1)
    const stream = node.open({ start: { earliest: true }, grant: ENOUGH }, { tenant })
    const parked = node.open({ start: { earliest: true } }, { tenant })
    await parked.until('open', () => parked.of('opened').length > 0)
    await stream.until('all', () => stream.eventIds.length === 12)
    await node.service.drain()
    for (const each of [stream, parked]) await each.until('ended', () => each.isEnded)
    expect(stream.of('goAway')).toMatchObject([{ reason: 'SHUTTING_DOWN' }])
    expect(stream.of('goAway')[0]!.reconnectAfterMs).toBeLessThanOrEqual(5_000)
    const late = node.open({ grant: ENOUGH }, { tenant })
    await late.until('refused', () => late.error !== undefined)
    expect(late.reason).toBe('SHUTTING_DOWN')
    const again = rig.open({ start: { cursor: parked.of('goAway')[0]!.cursor }, grant: ENOUGH }, { tenant })
    await again.until('all again', () => again.eventIds.length === 12)
    expect(again.seqs(2)).toEqual(range(1, 3))
    again.cancel()
    await node.close()
  })
})
