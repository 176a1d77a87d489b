import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HookEvent } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { ENOUGH, type HookRig, range, startHookRig } from '../support/hook-rig.ts'
import { anEvent, createLogWriter, encodeBlock } from '../support/log-writer.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
let rig: HookRig
beforeAll(async () => {
  rig = await startHookRig(redis.socketPath)
})
afterAll(() => rig?.close())

setFlagsFromString('--expose-gc')
/** What is left is what somebody holds. */
const collectGarbage = runInNewContext('gc') as () => void

let tenants = 0
const freshTenant = () => `flow${++tenants}`
const writerOf = (tenant: string) => createLogWriter(redis.connect(), { tenant, partition: 0 })
const block = (count: number, over: HookEvent = {}) => Array.from({ length: count }, () => anEvent(over))
/** As the grant counts: an event with its tag and length. */
const bytesOf = (events: HookEvent[]) => encodeBlock(events).data.length

describe('grants', () => {
  it('[H4] are never exceeded, in events or in bytes, whatever they are', async () => {
    const grants = fc.array(
      fc.record({ events: fc.integer({ min: 0, max: 9 }), bytes: fc.integer({ min: 0, max: 900 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    const blocks = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(grants, blocks, async (steps, counts) => {
        const tenant = freshTenant()
        const writer = writerOf(tenant)
        const written: HookEvent[] = []
        const stream = rig.open({ start: { earliest: true } }, { tenant })
        const total = { totalEvents: 0, totalBytes: 0 }
        for (const [i, step] of steps.entries()) {
          const events = block(counts[i % counts.length]!, { reason: 'x'.repeat(step.bytes % 100) })
          written.push(...events)
          await writer.append(events)
          total.totalEvents += step.events + 1
          total.totalBytes += step.bytes + 1
          stream.send({ grant: { ...total } })
          // All that fits is sent, and no more: the whole log before it is known, so it can be told.
          const expected = fitting(written, total)
          await stream.until('what fits', () => stream.eventIds.length >= expected)
          expect(stream.eventIds.length).toBe(expected)
        }
        stream.send({ grant: ENOUGH })
        await stream.until('all', () => stream.eventIds.length === written.length)
        expect(stream.eventIds).toEqual(written.map(({ eventId }) => eventId))
        stream.cancel()
      }),
      { numRuns: 25 },
    )
  })

  function fitting(events: HookEvent[], { totalEvents, totalBytes }: { totalEvents: number; totalBytes: number }) {
    let bytes = 0
    let count = 0
    for (const event of events) {
      bytes += bytesOf([event])
      if (bytes > totalBytes || count === totalEvents) break
      count++
    }
    return count
  }

  it('[H4] of one kind only are refused, as nothing could ever be sent', async () => {
    const stream = rig.open({ grant: { totalEvents: 5, totalBytes: 0 } }, { tenant: freshTenant() })
    await stream.until('refused', () => stream.error !== undefined)
    expect(stream.reason).toBe('INVALID_FIELD')
    expect(stream.error?.details).toContain('grant.totalBytes')
  })
})

describe('a slow subscriber', () => {
  it('[H5] [B2] is parked, costs no memory for its lag, slows nobody, and goes on where it was', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    const stuck = rig.open({ start: { earliest: true }, grant: ENOUGH }, { tenant })
    const parked = rig.open({ start: { earliest: true }, heartbeatMs: 1_000 }, { tenant })
    const quick = rig.open({ start: { earliest: true }, grant: ENOUGH }, { tenant })
    await stuck.until('open', () => stuck.of('opened').length === 1)
    stuck.pause()
    collectGarbage()
    const before = process.memoryUsage().arrayBuffers
    const events = block(256, { content: 'x'.repeat(1_000) })
    for (let i = 0; i < 250; i++) await writer.append(events)
    await quick.until('all came to the quick one', () => quick.seqs().length === writer.seq)
    quick.frames.length = 0
    // 75 MB of lag. A stuck peer's own windows are in this process too; and buffers are freed a little after their owners.
    await expect
      .poll(() => {
        collectGarbage()
        return process.memoryUsage().arrayBuffers - before
      })
      .toBeLessThan(20e6)
    await parked.until('it is told', () => (parked.of('heartbeat').at(-1)?.lagEvents ?? 0) === writer.seq)
    expect(parked.of('heartbeat').at(-1)).toMatchObject({ parked: true })
    expect(parked.of('heartbeat').at(-1)!.lagMs).toBeGreaterThan(0)
    stuck.resume()
    await stuck.until('all came', () => stuck.seqs().length === writer.seq)
    expect(stuck.seqs()).toEqual(range(1, writer.seq))
    for (const stream of [stuck, parked, quick]) stream.cancel()
  })

  it('[H4] is not read the log again for what comes while half a block is on its way', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    const stream = rig.open({ start: { latest: true }, grant: ENOUGH }, { tenant })
    await writer.append(block(1))
    await stream.until('live', () => stream.seqs().length === 1)
    const reads = async () => /cmdstat_xrange:calls=(\d+)/.exec(await redis.connect().info('commandstats'))?.[1] ?? '0'
    const events = block(256, { content: 'x'.repeat(200) })
    // The log is looked at now and then, whether it is still the same one: not during each of these.
    const again: number[] = []
    for (let round = 0; round < 3; round++) {
      const before = Number(await reads())
      await Promise.all([1, 2, 3, 4].map(() => writer.append(events)))
      await stream.until('all came', () => stream.seqs().length === writer.seq)
      again.push(Number(await reads()) - before)
    }
    expect(again).toContain(0)
    expect(4 * bytesOf(events)).toBeLessThan(512 * 1024)
    stream.cancel()
  })

  it('[H2] gets a cursor in each heartbeat that moves on when its filter lets nothing through', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    const filter = { actions: ['never'] }
    const stream = rig.open({ start: { latest: true }, grant: ENOUGH, filter, heartbeatMs: 1_000 }, { tenant })
    await stream.until('open', () => stream.of('opened').length === 1)
    for (let i = 0; i < 20; i++) await writer.append(block(10))
    await stream.until('a heartbeat behind them', () => stream.of('heartbeat').at(-1)?.lagEvents === 0)
    const { cursor } = stream.of('heartbeat').at(-1)!
    expect(stream.of('events')).toEqual([])
    await writer.append(block(2))
    const again = rig.open({ start: { cursor }, grant: ENOUGH }, { tenant })
    await again.until('the rest', () => again.seqs().length > 0)
    expect(again.seqs()).toEqual([201, 202])
    for (const each of [stream, again]) each.cancel()
  })
})

describe('speed', () => {
  it('[H5] of catching up is printed', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    const events = Array.from({ length: 256 }, () => anEvent({ sessionId: 's'.repeat(32), tags: ['blue'] }))
    for (let i = 0; i < 1_000; i++) await writer.append(events)
    const cursorless = rig.open({ start: { earliest: true }, grant: { totalEvents: 1, totalBytes: 1e6 } }, { tenant })
    await cursorless.until('warm', () => cursorless.seqs().length === 1)
    cursorless.cancel()
    const startedAt = performance.now()
    const { bytes } = await rig.drainRaw({ start: { earliest: true }, grant: ENOUGH }, { tenant }, writer.seq)
    const seconds = (performance.now() - startedAt) / 1_000
    process.stdout.write(
      `catch-up: ${Math.round(writer.seq / seconds).toLocaleString('en')} events/s, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s\n`,
    )
    expect(bytes).toBeGreaterThan(0)
  })
})
