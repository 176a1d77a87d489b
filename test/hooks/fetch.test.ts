import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FetchRequest__Output } from '../../proto/gen/sotto/v1/FetchRequest.ts'
import type { FetchResponse__Output } from '../../proto/gen/sotto/v1/FetchResponse.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { APP, ENOUGH, type HookRig, startHookRig } from '../support/hook-rig.ts'
import { anEvent, createLogWriter } from '../support/log-writer.ts'
import { withRedis } from '../support/redis.ts'

const PARTITIONS = 2
const redis = withRedis()
let rig: HookRig
beforeAll(async () => {
  rig = await startHookRig(redis.socketPath, PARTITIONS)
})
afterAll(() => rig?.close())

let tenants = 0
const freshTenant = () => `fetch${++tenants}`
const writersOf = (tenant: string) =>
  Array.from({ length: PARTITIONS }, (_, partition) => createLogWriter(redis.connect(), { tenant, partition }))
const block = (count: number) => Array.from({ length: count }, () => anEvent())

type Asked = Partial<Pick<FetchRequest__Output, 'maxEvents' | 'waitMs' | 'start' | 'filter'>>
function fetchAs(tenant: string, asked: Asked): Promise<FetchResponse__Output> {
  const request = { start: null, filter: null, maxEvents: 0, waitMs: 0, ...asked }
  return rig.service.calls.Fetch!(request as never, { ...APP, tenant, requestId: 'r' }) as never
}
const EARLIEST = { at: 'earliest', earliest: true } as const
const at = (cursor: string) => ({ at: 'cursor', cursor }) as const

describe('Fetch', () => {
  it('[H2] gives page after page by cursor, each event once, in order within a partition', async () => {
    const tenant = freshTenant()
    for (const writer of writersOf(tenant)) for (let i = 0; i < 9; i++) await writer.append(block(3))
    const pages = [await fetchAs(tenant, { start: EARLIEST, maxEvents: 10 })]
    while (pages.at(-1)!.events.length > 0)
      pages.push(await fetchAs(tenant, { start: at(pages.at(-1)!.cursor), maxEvents: 10 }))
    expect(pages.map(({ events }) => events.length)).toEqual([10, 10, 10, 10, 10, 4, 0])
    const ids = pages.flatMap(({ events }) => events.map(({ eventId }) => eventId))
    expect(new Set(ids).size).toBe(54)
    expect(pages[0]!.events[0]).toMatchObject({ kind: 'EVENT_KIND_QUEUED', action: 'lock', applications: ['app'] })
  })

  it('[H2] waits for the first event if asked to, and no longer than asked', async () => {
    const tenant = freshTenant()
    const [first] = writersOf(tenant)
    const { cursor } = await fetchAs(tenant, {})
    const waiting = fetchAs(tenant, { start: at(cursor), waitMs: 10_000 })
    await first!.append(block(1))
    const answer = await waiting
    expect(answer.events).toHaveLength(1)
    const startedAt = performance.now()
    expect((await fetchAs(tenant, { start: at(answer.cursor), waitMs: 300 })).events).toEqual([])
    expect(performance.now() - startedAt).toBeGreaterThan(250)
  })

  it('[H3] says what is past retention', async () => {
    const tenant = freshTenant()
    const [first] = writersOf(tenant)
    const { cursor } = await fetchAs(tenant, {})
    for (let i = 0; i < 4; i++) await first!.append(block(2))
    await redis.connect().xtrim(`${placePrefix({ tenant, partition: 0 })}ev`, 'MINID', '5-0')
    const { events, gaps } = await fetchAs(tenant, { start: at(cursor) })
    expect(gaps).toMatchObject([{ reason: 'REASON_TRIMMED', partition: 0, firstSeq: 1, lastSeq: 4 }])
    expect(events).toHaveLength(4)
  })

  it('[H7] filters, and moves on where it lets nothing through', async () => {
    const tenant = freshTenant()
    for (const writer of writersOf(tenant)) {
      await writer.append(block(5))
      await writer.append([anEvent({ action: 'locate' }), anEvent({ applications: ['bank'] })])
    }
    const filter = { kinds: [], actions: ['locate'], devices: [], tags: [], applications: [] }
    const { events, cursor } = await fetchAs(tenant, { start: EARLIEST, filter })
    expect(events.map(({ action }) => action)).toEqual(['locate', 'locate'])
    expect((await fetchAs(tenant, { start: at(cursor) })).events).toEqual([])
  })

  it('[B1] refuses what is too much, and cursors that are not ours', async () => {
    const tenant = freshTenant()
    await expect(fetchAs(tenant, { maxEvents: 1_001 })).rejects.toMatchObject({ field: 'maxEvents' })
    await expect(fetchAs(tenant, { waitMs: 30_001 })).rejects.toMatchObject({ field: 'waitMs' })
    await expect(fetchAs(tenant, { start: at('nonsense') })).rejects.toMatchObject({ code: 'BAD_CURSOR' })
    await expect(fetchAs(tenant, { start: { at: 'time', time: -1 } })).rejects.toMatchObject({ field: 'start.time' })
    const { cursor } = await fetchAs(freshTenant(), {})
    await expect(fetchAs(tenant, { start: at(cursor) })).rejects.toMatchObject({ code: 'BAD_CURSOR' })
  })
})

describe('bad input', () => {
  it.each([
    ['a corrupt cursor', { start: { cursor: 'AAAA' } }, 'BAD_CURSOR'],
    ['a heartbeat too often', { heartbeatMs: 10 }, 'INVALID_FIELD'],
    ['a member of nothing', { member: 'a' }, 'INVALID_FIELD'],
    ['a name of another form', { subscription: 'No Such/Name' }, 'INVALID_FIELD'],
    ['another application', { filter: { applications: ['bank'] } }, 'PERMISSION_DENIED'],
    ['an unknown kind', { filter: { kinds: [77 as never] } }, 'INVALID_FIELD'],
  ])('[A2] of an open frame gets its error: %s', async (_, open, reason) => {
    const stream = rig.open({ ...open, grant: ENOUGH }, { tenant: freshTenant() })
    await stream.until('refused', () => stream.error !== undefined)
    expect(stream.reason).toBe(reason)
  })

  it('[A2] of a frame after open gets its error', async () => {
    const twice = rig.open({ grant: ENOUGH }, { tenant: freshTenant() })
    twice.send({ open: {} })
    await twice.until('refused', () => twice.error !== undefined)
    expect(twice.reason).toBe('MALFORMED_REQUEST')
    const empty = rig.open({ grant: ENOUGH }, { tenant: freshTenant() })
    empty.send({})
    await empty.until('refused', () => empty.error !== undefined)
    expect(empty.reason).toBe('MALFORMED_REQUEST')
  })

  it('[H6] of an acknowledgement is answered, and the stream goes on', async () => {
    const stream = rig.open({ subscription: 'audit', grant: ENOUGH }, { tenant: freshTenant() })
    stream.send({ ack: { cursor: 'AAAA', requestId: 1 } })
    await stream.until('answered', () => stream.of('ack').length === 1)
    expect(stream.of('ack')).toMatchObject([{ requestId: 1, refused: 'BAD_CURSOR' }])
    const nameless = rig.open({ grant: ENOUGH }, { tenant: freshTenant() })
    await nameless.until('open', () => nameless.of('opened').length === 1)
    nameless.send({ ack: { cursor: nameless.cursor, requestId: 2 } })
    await nameless.until('answered', () => nameless.of('ack').length === 1)
    expect(nameless.of('ack')).toMatchObject([{ requestId: 2, refused: 'NOT_FOUND' }])
    for (const each of [stream, nameless]) each.cancel()
  })

  it('[B1] of one stream too many is refused, and another takes its place when it goes', async () => {
    const as = { tenant: freshTenant(), application: 'crowd' }
    const streams = Array.from({ length: 100 }, () => rig.open({ grant: ENOUGH }, as))
    for (const stream of streams) await stream.until('open', () => stream.of('opened').length === 1)
    const tooMany = rig.open({ grant: ENOUGH }, as)
    await tooMany.until('refused', () => tooMany.error !== undefined)
    expect(tooMany.reason).toBe('TOO_MANY_STREAMS')
    streams[0]!.send({ leave: {} })
    await streams[0]!.until('gone', () => streams[0]!.isEnded)
    const next = rig.open({ grant: ENOUGH }, as)
    await next.until('open', () => next.of('opened').length === 1)
    for (const stream of [next, ...streams]) stream.cancel()
  })
})
