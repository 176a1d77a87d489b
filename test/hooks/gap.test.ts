import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placePrefix } from '../../store/redis/keys.ts'
import { ENOUGH, type HookRig, range, startHookRig, type TestStream } from '../support/hook-rig.ts'
import { anEvent, createLogWriter } from '../support/log-writer.ts'
import { startRedis, type TestRedis, withRedis } from '../support/redis.ts'

const block = (count: number) => Array.from({ length: count }, () => anEvent())
let tenants = 0
const freshTenant = () => `gap${++tenants}`

describe('a log that is not what it was', () => {
  const redis = withRedis()
  let rig: HookRig
  beforeAll(async () => {
    rig = await startHookRig(redis.socketPath)
  })
  afterAll(() => rig?.close())
  const writerOf = (tenant: string, after = 0) => createLogWriter(redis.connect(), { tenant, partition: 0 }, after)
  const log = (tenant: string) => placePrefix({ tenant, partition: 0 })

  /** A stream that has read all, gone; and its cursor. */
  async function cursorAfter(tenant: string, last: number): Promise<string> {
    const stream = rig.open({ start: { earliest: true }, grant: { totalEvents: last, totalBytes: 1e9 } }, { tenant })
    await stream.until('all', () => stream.seqs().at(-1) === last)
    stream.cancel()
    return stream.cursor
  }

  it('[H3] past retention, says what will not come, before what does', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    for (let i = 0; i < 10; i++) await writer.append(block(5))
    const cursor = await cursorAfter(tenant, 7)
    await redis.connect().xtrim(`${log(tenant)}ev`, 'MINID', '31-0')
    const stream = rig.open({ start: { cursor }, grant: ENOUGH }, { tenant })
    await stream.until('the rest', () => stream.seqs().at(-1) === 50)
    expect(kinds(stream)).toEqual(['opened', 'gap', 'events'])
    expect(stream.of('gap')[0]).toMatchObject({ reason: 'REASON_TRIMMED', firstSeq: 8, lastSeq: 30, partition: 0 })
    expect(stream.seqs()).toEqual(range(31, 50))
    const again = rig.open({ start: { cursor: stream.of('gap')[0]!.cursor }, grant: ENOUGH }, { tenant })
    await again.until('the rest again', () => again.seqs().at(-1) === 50)
    expect(kinds(again)).toEqual(['opened', 'events'])
    for (const each of [stream, again]) each.cancel()
  })

  it('[H3] trimmed to nothing, says so without a grant', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    await writer.append(block(9))
    const cursor = await cursorAfter(tenant, 4)
    await redis.connect().xtrim(`${log(tenant)}ev`, 'MINID', '10-0')
    const stream = rig.open({ start: { cursor } }, { tenant })
    await stream.until('the gap', () => stream.of('gap').length > 0)
    expect(stream.of('gap')[0]).toMatchObject({ reason: 'REASON_TRIMMED', firstSeq: 5, lastSeq: 9 })
    stream.cancel()
  })

  it('[H3] trimmed under a parked reader, says so when it goes on', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    const stream = rig.open({ start: { earliest: true }, grant: { totalEvents: 3, totalBytes: 1e9 } }, { tenant })
    for (let i = 0; i < 10; i++) await writer.append(block(2))
    await stream.until('three', () => stream.seqs().length === 3)
    await redis.connect().xtrim(`${log(tenant)}ev`, 'MINID', '15-0')
    stream.send({ grant: ENOUGH })
    await stream.until('the rest', () => stream.seqs().at(-1) === 20)
    expect(stream.of('gap')).toMatchObject([{ reason: 'REASON_TRIMMED', firstSeq: 4, lastSeq: 14 }])
    expect(stream.seqs()).toEqual([1, 2, 3, ...range(15, 20)])
    stream.cancel()
  })

  it('[H3] of another epoch, says so and goes on with what the reader has not seen', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    const longAgo = Date.now() - 3_600_000
    for (let i = 0; i < 4; i++) await writer.append(block(5), longAgo)
    const cursor = await cursorAfter(tenant, 20)
    await redis.connect().hset(`${log(tenant)}meta`, 'epoch', 'feedfeedfeedfeed')
    await writer.append(block(2))
    const stream = rig.open({ start: { cursor }, grant: ENOUGH }, { tenant })
    await stream.until('the new ones', () => stream.seqs().length > 0)
    expect(stream.of('gap')).toMatchObject([
      { reason: 'REASON_EPOCH_CHANGED', firstSeq: 21, lastSeq: 0, epoch: 'feedfeedfeedfeed' },
    ])
    expect(stream.seqs()).toEqual([21, 22])
    expect(stream.of('events')[0]!.epoch).toBe('feedfeedfeedfeed')
    stream.cancel()
  })

  /** The tail from 11 on is lost, and the numbers are used again; gives what was written since. */
  async function rewriteTail(tenant: string, count = 3, at = Date.now()) {
    await redis
      .connect()
      .multi()
      .xdel(`${log(tenant)}ev`, '11-5', '16-5')
      .hset(`${log(tenant)}meta`, 'seq', 10)
      .exec()
    await redis.connect().call('XSETID', `${log(tenant)}ev`, '6-5')
    const news = block(count)
    await writerOf(tenant, 10).append(news, at)
    return news
  }

  it('[H3] behind a cursor, starts a new epoch, and nothing that came since is missed', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    for (let i = 0; i < 4; i++) await writer.append(block(5), Date.now() - 3_600_000)
    const cursor = await cursorAfter(tenant, 20)
    const news = await rewriteTail(tenant)
    const stream = rig.open({ start: { cursor }, grant: ENOUGH }, { tenant })
    await stream.until('the new ones', () => stream.seqs().length >= 3)
    expect(stream.of('gap')).toMatchObject([{ reason: 'REASON_REGRESSED', firstSeq: 14, lastSeq: 20 }])
    expect(stream.eventIds).toEqual(news.map(({ eventId }) => eventId))
    stream.cancel()
  })

  it('[H3] grown past a cursor again with other events, is a gap, and nothing of what is new is missed', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    for (let i = 0; i < 4; i++) await writer.append(block(5), Date.now() - 3_600_000)
    const cursor = await cursorAfter(tenant, 20)
    // An outage lies between the cursor and what came after it.
    const news = await rewriteTail(tenant, 15, Date.now() + 10_000)
    const stream = rig.open({ start: { cursor }, grant: ENOUGH }, { tenant })
    await stream.until('the new ones', () => stream.eventIds.length >= 15)
    expect(stream.of('gap')).toMatchObject([{ reason: 'REASON_REGRESSED', firstSeq: 11, lastSeq: 20 }])
    expect(stream.eventIds).toEqual(news.map(({ eventId }) => eventId))
    stream.cancel()
  })

  it('[H3] behind a stream that is open, is a gap for it and for who comes later, in one new epoch', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    for (let i = 0; i < 4; i++) await writer.append(block(5), Date.now() - 3_600_000)
    const cursor = await cursorAfter(tenant, 20)
    const follower = rig.open({ start: { latest: true }, grant: ENOUGH }, { tenant })
    await follower.until('open', () => follower.of('opened').length > 0)
    await rewriteTail(tenant)
    await follower.until('the new ones', () => follower.seqs().length >= 3)
    const stream = rig.open({ start: { cursor }, grant: ENOUGH }, { tenant })
    await stream.until('the new ones', () => stream.seqs().length >= 3)
    expect(follower.of('gap')).toHaveLength(1)
    expect(stream.of('gap').map(({ epoch }) => epoch)).toEqual(follower.of('gap').map(({ epoch }) => epoch))
    for (const each of [stream, follower]) each.cancel()
  })

  it('[H3] [H6] behind what a member has seen, is a gap also where its acknowledgements were lost with the events', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    for (let i = 0; i < 4; i++) await writer.append(block(5), Date.now() - 3_600_000)
    const open = { subscription: 'billing', grant: ENOUGH }
    const before = rig.open({ ...open, start: { earliest: true } }, { tenant })
    await before.until('all', () => before.seqs().at(-1) === 20)
    before.send({ leave: {} })
    await before.until('its end', () => before.isEnded)
    const news = await rewriteTail(tenant)
    // Nothing was acknowledged: the floor is in both logs, at 1, and all comes again; but not as if nothing had happened.
    const stream = rig.open({ ...open, start: { cursor: before.cursor } }, { tenant })
    await stream.until('the new ones', () => stream.seqs().at(-1) === 13)
    expect(kinds(stream).filter((kind) => kind === 'gap' || kind === 'events')[0]).toBe('gap')
    expect(stream.of('gap')).toMatchObject([{ reason: 'REASON_REGRESSED', firstSeq: 14, lastSeq: 20 }])
    expect(stream.seqs()).toEqual(range(1, 13))
    expect(stream.eventIds.slice(10)).toEqual(news.map(({ eventId }) => eventId))
    stream.cancel()
  })

  it('[H3] flushed under a live stream, says so before the events of the new one', async () => {
    const tenant = freshTenant()
    await writerOf(tenant).append(block(8))
    const stream = rig.open({ start: { earliest: true }, grant: ENOUGH }, { tenant })
    await stream.until('all', () => stream.seqs().length === 8)
    await redis.connect().del(`${log(tenant)}ev`, `${log(tenant)}meta`)
    await writerOf(tenant).append(block(2))
    await stream.until('the new ones', () => stream.seqs().length === 10)
    expect(kinds(stream)).toEqual(['opened', 'events', 'gap', 'events'])
    expect(stream.seqs().slice(8)).toEqual([1, 2])
    stream.cancel()
  })

  it('[H2] starts at a time, at the earliest and at the latest', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    for (let i = 1; i <= 9; i++) await writer.append(block(3), 1_000_000 * i)
    const start = async (start: object) => {
      const stream = rig.open({ start, grant: ENOUGH }, { tenant })
      await stream.until('open', () => stream.of('opened').length > 0)
      return stream
    }
    const from = {
      latest: await start({ latest: true }),
      unsaid: await start({}),
      earliest: await start({ earliest: true }),
      before: await start({ time: 1 }),
      at: await start({ time: 4_000_000 }),
      between: await start({ time: 4_000_001 }),
      after: await start({ time: 10_000_000 }),
    }
    await writer.append(block(1))
    const first: Record<string, number | undefined> = {}
    for (const [name, stream] of Object.entries(from)) {
      await stream.until('the newest', () => stream.seqs().at(-1) === 28)
      first[name] = stream.seqs()[0]
      stream.cancel()
    }
    expect(first).toEqual({ latest: 28, unsaid: 28, earliest: 1, before: 1, at: 10, between: 13, after: 28 })
  })
})

describe('a store that is killed and comes back', () => {
  let redis: TestRedis
  let rig: HookRig
  beforeEach(async () => {
    redis = await startRedis({ durability: 'everysec' })
    rig = await startHookRig(redis.socketPath)
  })
  afterEach(async () => {
    await rig?.close()
    await redis.close()
  })

  it('[H1] lets a live stream go on by itself, without a hole or a repeat', async () => {
    const tenant = freshTenant()
    const writer = createLogWriter(redis.connect(), { tenant, partition: 0 })
    await writer.append(block(5))
    const stream = rig.open({ start: { earliest: true }, grant: ENOUGH }, { tenant })
    await stream.until('all', () => stream.seqs().length === 5)
    for (let round = 1; round <= 3; round++) {
      await redis.kill9()
      await redis.restart()
      const startedAt = performance.now()
      await createLogWriter(redis.connect(), { tenant, partition: 0 }, stream.seqs().length).append(block(5))
      await stream.until('what came after', () => stream.seqs().length === 5 * (round + 1))
      expect(performance.now() - startedAt).toBeLessThan(5_000)
    }
    expect(stream.seqs()).toEqual(range(1, 20))
    expect(stream.of('gap')).toEqual([])
    stream.cancel()
  })

  it('[H3] tells a live stream when the end of the log was lost, also when the numbers are taken again', async () => {
    const tenant = freshTenant()
    const place = { tenant, partition: 0 }
    const writer = createLogWriter(redis.connect(), place)
    for (let i = 0; i < 4; i++) await writer.append(block(5))
    const stream = rig.open({ start: { earliest: true }, grant: ENOUGH }, { tenant })
    await stream.until('all', () => stream.seqs().length === 20)
    await writer.append(block(5))
    await stream.until('one more from the tail', () => stream.seqs().length === 25)
    const { epoch } = stream.of('events')[0]!
    // What a crash takes from a log that is not synced: here by hand, with the same numbers written again at once.
    const hand = redis.connect()
    await hand
      .multi()
      .xdel(`${placePrefix(place)}ev`, '21-5')
      .hset(`${placePrefix(place)}meta`, 'seq', 20)
      .exec()
    await hand.call('XSETID', `${placePrefix(place)}ev`, '16-5')
    const news = block(5)
    await createLogWriter(hand, place, 20).append(news)
    await redis.kill9()
    await redis.restart()
    await stream.until('the new ones', () => stream.eventIds.includes(news[4]!.eventId!))
    expect(stream.of('gap')).toMatchObject([{ reason: 'REASON_EPOCH_CHANGED', lastSeq: 0 }])
    expect(stream.of('gap')[0]!.epoch).not.toBe(epoch)
    expect(stream.eventIds).toEqual(expect.arrayContaining(news.map(({ eventId }) => eventId)))
    stream.cancel()
  })
})

/** Which frames came, runs of one kind as one, heartbeats left out. */
function kinds(stream: TestStream): string[] {
  return stream.frames
    .map(({ frame }) => String(frame))
    .filter((kind, i, all) => kind !== 'heartbeat' && kind !== all[i - 1])
}
