import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attemptsOf, type TimelineEvent } from '../../core/find/attempts.ts'
import { acceptedAtOf, commandId, messageId } from '../../core/ids.ts'
import { attention, type Situation } from '../../core/observe/attention.ts'
import { type Histogram, merge, quantiles, record } from '../../core/observe/histogram.ts'
import { createTallies, emptyTally, type SeenEvent } from '../../core/observe/legs.ts'
import { totalsOf } from '../../core/observe/totals.ts'
import type { SampleRecord } from '../../core/ports/stats.ts'

const T = Date.UTC(2026, 0, 1)
const idAt = (time: number, n = 0): string => messageId(commandId(time, new Uint8Array(12).fill(n)), 1, n)

describe('durations in buckets', () => {
  it('give quantiles within a tenth, whatever they were and however they were added up', () => {
    const durations = fc.array(fc.double({ min: 0.2, max: 2_592_000_000, noNaN: true }), {
      minLength: 1,
      maxLength: 200,
    })
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        const [sum, other]: Histogram[] = [{}, {}]
        for (const ms of some) record(sum!, ms)
        for (const ms of others) record(other!, ms)
        merge(sum!, other!)
        const sorted = [...some, ...others].sort((a, b) => a - b)
        const { count, p50Ms, p99Ms, maxMs } = quantiles(sum!)
        expect(count).toBe(sorted.length)
        for (const [share, ms] of [
          [0.5, p50Ms],
          [0.99, p99Ms],
          [1, maxMs],
        ] as const) {
          const right = sorted[Math.ceil(sorted.length * share) - 1]!
          expect(ms / right).toBeGreaterThan(0.99)
          expect(ms / right).toBeLessThan(1.115)
        }
      }),
    )
    expect(quantiles({})).toEqual({ count: 0, p50Ms: 0, p99Ms: 0, maxMs: 0 })
  })
})

describe('what is seen in the log', () => {
  const keys = new Map<string, number>()
  const keyOf = (id: string): number => keys.get(id) ?? keys.set(id, keys.size + 1).size

  const event = (kind: SeenEvent['kind'], id: string, at: number, more: Partial<SeenEvent> = {}): SeenEvent => ({
    ...{ kind, key: keyOf(id), acceptedAt: acceptedAtOf(id), at, attempt: 1, outcomeCode: '', reason: '' },
    ...more,
  })

  it('is counted, and each leg is timed once for each message', () => {
    const tallies = createTallies()
    const add = tallies.of('t')
    const id = idAt(T)
    add(event('queued', id, T + 1, { attempt: 0 }))
    add(event('sent', id, T + 10))
    add(event('requeued', id, T + 50, { reason: 'NO_RECEIPT' }))
    add(event('sent', id, T + 100, { attempt: 2 }))
    add(event('received', id, T + 120, { attempt: 2 }))
    add(event('progress', id, T + 130))
    add(event('succeeded', id, T + 200))
    const { counts, legs, failures } = tallies.take().get('t')!
    expect(counts).toEqual({ submitted: 1, sent: 2, received: 1, succeeded: 1, endedBadly: 0, retried: 1 })
    expect(failures).toEqual({})
    const seen = Object.fromEntries(Object.entries(legs).map(([leg, histogram]) => [leg, quantiles(histogram)]))
    for (const [leg, ms] of Object.entries({
      submit_sent: 10,
      sent_received: 20,
      received_result: 80,
      submit_result: 200,
    })) {
      expect([leg, seen[leg]!.count]).toEqual([leg, 1])
      expect(seen[leg]!.maxMs / ms).toBeLessThan(1.11)
      expect(seen[leg]!.maxMs / ms).toBeGreaterThan(0.99)
    }
    expect(tallies.take().size).toBe(0)
  })

  it('names why messages ended badly: the server’s word first, and so many of the devices’ words', () => {
    const tallies = createTallies()
    const add = tallies.of('t')
    add(event('expired', idAt(T, 1), T, { reason: 'UNDELIVERED', attempt: 0 }))
    add(event('failed', idAt(T, 2), T, { reason: 'ATTEMPTS_EXHAUSTED' }))
    for (let i = 0; i < 50; i++) add(event('failed', idAt(T, 3), T, { outcomeCode: `CODE_${i}` }))
    const tally = tallies.take().get('t')!
    expect(Object.keys(tally.failures)).toHaveLength(33)
    expect(tally.failures).toMatchObject({
      'expired UNDELIVERED': 1,
      'failed ATTEMPTS_EXHAUSTED': 1,
      'failed OTHER': 20,
    })
    expect(tally.legs.submit_result).not.toEqual({})
    const totals = totalsOf([tally])
    expect(totals['failure failed OTHER']).toBe(50)
    expect(totals['failure expired UNDELIVERED']).toBe(1)
    expect(totals['count endedBadly']).toBe(52)
  })
})

describe('a message’s attempts', () => {
  const event = (kind: TimelineEvent['kind'], at: number, attempt: number, more: Partial<TimelineEvent> = {}) => ({
    ...{ kind, at, attempt, session: '', reason: '', outcomeCode: '', status: '' },
    ...more,
  })

  it('have a lane each, with every hop’s time and how it ended', () => {
    const attempts = attemptsOf([
      event('queued', 1, 0),
      event('sent', 2, 1),
      event('requeued', 3, 1, { reason: 'NO_RECEIPT' }),
      event('sent', 4, 2),
      event('received', 5, 2, { session: 's' }),
      event('deferred', 6, 2, { reason: 'battery' }),
      event('requeued', 7, 2, { reason: 'DEFERRAL_ENDED' }),
      event('sent', 8, 3),
      event('received', 9, 3),
      event('progress', 10, 3),
      event('progress', 11, 3),
      event('timed_out', 12, 3, { reason: 'LEASE_ENDED' }),
      event('corrected', 13, 3, { status: 'succeeded' }),
    ])
    expect(attempts).toMatchObject([
      { number: 1, queuedAt: 1, sentAt: 2, receivedAt: 0, endedAt: 3, ending: 'REQUEUED', reason: 'NO_RECEIPT' },
      {
        number: 2,
        queuedAt: 3,
        sentAt: 4,
        receivedAt: 5,
        deferredAt: 6,
        endedAt: 6,
        ending: 'DEFERRED',
        sessionId: 's',
      },
      { number: 3, queuedAt: 7, sentAt: 8, runningAt: 10, progressAt: 11, endedAt: 13, ending: 'SUCCEEDED' },
    ])
  })

  it('of one that was never sent are what happened before', () => {
    expect(attemptsOf([event('queued', 1, 0)])).toMatchObject([{ number: 0, queuedAt: 1, ending: '' }])
    expect(attemptsOf([event('queued', 1, 0), event('canceled', 5, 0)])).toMatchObject([
      { number: 0, ending: 'CANCELED', endedAt: 5 },
    ])
    expect(attemptsOf([])).toEqual([])
  })
})

describe('what needs somebody', () => {
  const fine: Situation = {
    ...{ now: T, sampledAt: T - 2_000, readyDevices: 0, readySince: 0, nextDueAt: T + 5, online: 10, samples: [] },
    ...{ streams: { parked: 0, lagEvents: 0, lagMs: 0 }, idle: { subscriptions: 0, lagEvents: 0 } },
  }
  const sample = (at: number, given: Partial<SampleRecord> = {}): SampleRecord => ({
    ...emptyTally(),
    ...{ at, seconds: 2, readyDevices: 0, queued: 0, online: 10 },
    ...given,
  })
  const codes = (given: Partial<Situation>) =>
    attention({ ...fine, ...given }).map(({ code, severity }) => `${severity} ${code}`)

  it('is nothing when all is well', () => {
    expect(codes({})).toEqual([])
  })

  it.each<[string, Partial<Situation>]>([
    ['critical NO_WORKER', { sampledAt: T - 60_000 }],
    ['critical CLOCKS_LATE', { nextDueAt: T - 10_000 }],
    ['warning BACKLOG_WAITS', { readyDevices: 3, readySince: T - 4_000 }],
    ['critical BACKLOG_WAITS', { readyDevices: 3, readySince: T - 40_000 }],
    ['warning SUBSCRIBER_BEHIND', { streams: { parked: 0, lagEvents: 9, lagMs: 90_000 } }],
    ['info SUBSCRIBER_PARKED', { streams: { parked: 1, lagEvents: 9, lagMs: 9 } }],
    ['warning SUBSCRIPTION_IDLE', { idle: { subscriptions: 1, lagEvents: 20_000 } }],
    ['warning DEVICES_GONE', { online: 2, samples: [sample(T - 200_000)] }],
    ['warning RETRIES', { samples: [sample(T, { counts: { ...emptyTally().counts, sent: 40, retried: 20 } })] }],
    [
      'info FAILURES',
      {
        samples: [
          sample(T, { counts: { ...emptyTally().counts, succeeded: 99, endedBadly: 1 }, failures: { 'failed X': 1 } }),
        ],
      },
    ],
    [
      'warning FAILURES',
      { samples: [sample(T, { counts: { ...emptyTally().counts, endedBadly: 1 }, failures: { 'failed X': 1 } })] },
    ],
  ])('%s', (expected, given) => {
    expect(codes(given)).toEqual([expected])
    const [concern] = attention({ ...fine, ...given })
    expect(concern!.sentence).toMatch(/^[A-Z0-9].*\.$/)
    expect(concern!.target).toMatch(/^\/[a-z]/)
  })

  it('comes worst first', () => {
    expect(codes({ sampledAt: 0, readyDevices: 1, readySince: T - 4_000 })).toEqual([
      'critical NO_WORKER',
      'warning BACKLOG_WAITS',
    ])
  })
})
