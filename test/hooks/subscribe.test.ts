import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENOUGH, type HookRig, range, startHookRig } from '../support/hook-rig.ts'
import { anEvent, createLogWriter } from '../support/log-writer.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
let rig: HookRig
beforeAll(async () => {
  rig = await startHookRig(redis.socketPath)
})
afterAll(() => rig?.close())

let tenants = 0
const freshTenant = () => `t${++tenants}`
const writerOf = (tenant: string, partition = 0) => createLogWriter(redis.connect(), { tenant, partition })
const block = (count: number) => Array.from({ length: count }, () => anEvent())

describe('a stream', () => {
  it('[H1] has no hole and no repeat while it catches up and somebody writes', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    for (let i = 0; i < 50; i++) await writer.append(block(1 + (i % 5)))
    const stream = rig.open({ start: { earliest: true }, grant: ENOUGH }, { tenant })
    for (let i = 0; i < 300; i++) await writer.append(block(1 + (i % 3)))
    await stream.until('all came', () => stream.seqs().length >= writer.seq)
    expect(stream.seqs()).toEqual(range(1, writer.seq))
    expect(new Set(stream.eventIds).size).toBe(writer.seq)
    stream.cancel()
  })

  it('[H2] resumes from every cursor that it gave', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    for (let i = 0; i < 12; i++) await writer.append(block(3))
    const first = rig.open({ start: { earliest: true } }, { tenant })
    for (let total = 1; total <= 36; total += 5) {
      first.send({ grant: { totalEvents: total, totalBytes: 1e9 } })
      await first.until(`${total} came`, () => first.seqs().length === total)
    }
    first.send({ grant: ENOUGH })
    await first.until('all came', () => first.seqs().length === 36)
    for (const { cursor, runs } of first.of('events')) {
      const next = runs.at(-2)! + runs.at(-1)!
      const again = rig.open({ start: { cursor }, grant: ENOUGH }, { tenant })
      await writer.append(block(1))
      await again.until('the rest came', () => again.seqs().length === writer.seq - next + 1)
      expect(again.seqs()).toEqual(range(next, writer.seq))
      again.cancel()
    }
    first.cancel()
  })

  it('[H4] sends nothing before a grant, and shows in its heartbeats that it is parked', async () => {
    const tenant = freshTenant()
    const writer = writerOf(tenant)
    await writer.append(block(4))
    const stream = rig.open({ start: { earliest: true }, heartbeatMs: 1_000 }, { tenant })
    await stream.until('a heartbeat', () => stream.of('heartbeat').length > 0)
    expect(stream.of('events')).toEqual([])
    expect(stream.of('heartbeat')[0]).toMatchObject({ parked: true, lagEvents: 4, grantedEventsLeft: 0 })
    stream.send({ grant: { totalEvents: 3, totalBytes: 1e6 } })
    await stream.until('three', () => stream.seqs().length === 3)
    stream.send({ grant: { totalEvents: 4, totalBytes: 1e6 } })
    await stream.until('four', () => stream.seqs().length === 4)
    stream.cancel()
  })

  it('[H8] brings what the device reported, its hash and whether that is what was composed, as the log has it', async () => {
    const tenant = freshTenant()
    const received = anEvent({
      kind: 'EVENT_KIND_RECEIVED',
      content: '{"a":"ä\\u0000"}',
      contentSha256: 'f'.repeat(64),
      contentVerified: true,
      sessionId: 's1',
    })
    await writerOf(tenant).append([anEvent(), received])
    const filter = { kinds: ['EVENT_KIND_RECEIVED' as const] }
    const stream = rig.open({ start: { earliest: true }, grant: ENOUGH, filter }, { tenant })
    await stream.until('it came', () => stream.eventIds.length === 1)
    expect(stream.of('events')[0]!.events[0]).toMatchObject(received)
    expect(stream.seqs()).toEqual([2])
    stream.cancel()
  })
})
