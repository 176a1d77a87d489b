import type { EventKind } from '../message.ts'
import { type Histogram, record } from './histogram.ts'
import { createUnderWay } from './under-way.ts'

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
  /** Of the message's identifier: another number for another message, nearly always. Not 0. */
  key: number
  /** When the message's command was accepted, and when this happened (Unix ms). */
  acceptedAt: number
  at: number
  attempt: number
  /** Empty: the server's own doing. */
  outcomeCode: string
  reason: string
}

/** What was seen of one tenant in some time. `failures` are by `status reason`. */
export type Tally = { counts: Record<Counted, number>; legs: LegHistograms; failures: Record<string, number> }

/** Reasons counted by name in one tally; further ones are OTHER. They are partly the devices' own words. */
const REASONS_MAX = 32

const BAD: Partial<Record<EventKind, true>> = { failed: true, rejected: true, expired: true, timed_out: true }
const RESULT: Partial<Record<EventKind, true>> = { succeeded: true, failed: true, rejected: true }
const RETRIED: Record<string, true> = { NO_RECEIPT: true, CHANNEL_LOST: true }

/** Pairs the events of messages as they come, and adds up what that tells. Costs Redis nothing: the log is read anyway. */
export function createTallies() {
  const underWay = createUnderWay()
  const tallies = new Map<string, Tally>()

  function tallyOf(tenant: string): Tally {
    const known = tallies.get(tenant)
    if (known) return known
    const fresh = emptyTally()
    tallies.set(tenant, fresh)
    return fresh
  }

  function add({ counts, legs, failures }: Tally, event: SeenEvent): void {
    const { kind, key, acceptedAt, at } = event
    if (kind === 'queued') counts.submitted++
    else if (kind === 'sent') {
      counts.sent++
      underWay.sent(key, at)
      if (event.attempt === 1) record(legs.submit_sent, at - acceptedAt)
    } else if (kind === 'received') {
      counts.received++
      const sentAt = underWay.received(key, at)
      if (sentAt > 0) record(legs.sent_received, at - sentAt)
    } else if (kind === 'requeued' && RETRIED[event.reason]) counts.retried++
    if (kind === 'succeeded') counts.succeeded++
    if (BAD[kind]) {
      counts.endedBadly++
      countReason(failures, `${kind} ${event.reason || event.outcomeCode || 'OK'}`)
    }
    if (!RESULT[kind] && !BAD[kind]) return
    const receivedAt = underWay.ended(key)
    // A message that the server ended has no result.
    if (!RESULT[kind] || event.reason === 'ATTEMPTS_EXHAUSTED') return
    if (receivedAt > 0) record(legs.received_result, at - receivedAt)
    record(legs.submit_result, at - acceptedAt)
  }

  return {
    /** For events of one tenant; until the next `take`. */
    of(tenant: string): (event: SeenEvent) => void {
      const tally = tallyOf(tenant)
      return (event) => add(tally, event)
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
