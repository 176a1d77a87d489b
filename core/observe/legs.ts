import { acceptedAtOf } from '../ids.ts'
import type { EventKind } from '../message.ts'
import { type Histogram, record } from './histogram.ts'

/** The parts of a message's way whose time is measured. */
export const LEGS = ['submit_sent', 'sent_received', 'received_result', 'submit_result'] as const
export type LegName = (typeof LEGS)[number]
export type LegHistograms = Record<LegName, Histogram>

/** What is counted of the hook log. */
export const COUNTED = ['submitted', 'sent', 'received', 'succeeded', 'endedBadly', 'retried'] as const
export type Counted = (typeof COUNTED)[number]

/** What a look at the log needs of an event. */
export type SeenEvent = {
  kind: EventKind
  messageId: string
  at: number
  attempt: number
  /** Empty: the server's own doing. */
  outcomeCode: string
  reason: string
}

/** What was seen of one tenant in some time. `failures` are by `status reason`. */
export type Tally = { counts: Record<Counted, number>; legs: LegHistograms; failures: Record<string, number> }

/** Messages under way whose times are remembered. More: the oldest are forgotten, and their later legs are not measured. */
const UNDER_WAY_MAX = 50_000
/** Reasons counted by name in one tally; further ones are OTHER. They are partly the devices' own words. */
const REASONS_MAX = 32

const BAD: Partial<Record<EventKind, true>> = { failed: true, rejected: true, expired: true, timed_out: true }
const RESULT: Partial<Record<EventKind, true>> = { succeeded: true, failed: true, rejected: true }
const RETRIED: Record<string, true> = { NO_RECEIPT: true, CHANNEL_LOST: true }

/** Pairs the events of messages as they come, and adds up what that tells. Costs Redis nothing: the log is read anyway. */
export function createTallies() {
  const underWay = new Map<string, { sentAt: number; receivedAt: number }>()
  const tallies = new Map<string, Tally>()

  function tallyOf(tenant: string): Tally {
    const known = tallies.get(tenant)
    if (known) return known
    const fresh = emptyTally()
    tallies.set(tenant, fresh)
    return fresh
  }

  function remember(messageId: string): { sentAt: number; receivedAt: number } {
    const known = underWay.get(messageId)
    if (known) return known
    if (underWay.size >= UNDER_WAY_MAX) underWay.delete(underWay.keys().next().value!)
    const fresh = { sentAt: 0, receivedAt: 0 }
    underWay.set(messageId, fresh)
    return fresh
  }

  return {
    add(tenant: string, event: SeenEvent): void {
      const { kind, messageId, at } = event
      const { counts, legs, failures } = tallyOf(tenant)
      if (kind === 'queued') counts.submitted++
      else if (kind === 'sent') {
        counts.sent++
        remember(messageId).sentAt = at
        if (event.attempt === 1) record(legs.submit_sent, at - acceptedAtOf(messageId))
      } else if (kind === 'received') {
        counts.received++
        const times = remember(messageId)
        if (times.sentAt > 0) record(legs.sent_received, at - times.sentAt)
        times.receivedAt = at
      } else if (kind === 'requeued' && RETRIED[event.reason]) counts.retried++
      if (kind === 'succeeded') counts.succeeded++
      if (BAD[kind]) {
        counts.endedBadly++
        countReason(failures, `${kind} ${event.reason || event.outcomeCode || 'OK'}`)
      }
      if (!RESULT[kind] && !BAD[kind]) return
      const times = underWay.get(messageId)
      underWay.delete(messageId)
      // A message that the server ended has no result.
      if (!RESULT[kind] || event.reason === 'ATTEMPTS_EXHAUSTED') return
      if (times && times.receivedAt > 0) record(legs.received_result, at - times.receivedAt)
      record(legs.submit_result, at - acceptedAtOf(messageId))
    },

    /** What there is since the last time, by tenant. */
    take(): Map<string, Tally> {
      const taken = new Map(tallies)
      tallies.clear()
      return taken
    },
  }
}

export function emptyTally(): Tally {
  const legs = Object.fromEntries(LEGS.map((leg) => [leg, {}])) as LegHistograms
  const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Record<Counted, number>
  return { counts, legs, failures: {} }
}

function countReason(failures: Record<string, number>, name: string): void {
  const isKnown = name in failures || Object.keys(failures).length < REASONS_MAX
  const counted = isKnown ? name : `${name.split(' ')[0]} OTHER`
  failures[counted] = (failures[counted] ?? 0) + 1
}
