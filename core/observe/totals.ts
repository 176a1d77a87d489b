import { quantileBounds } from './bounds.ts'
import { upperMs } from './histogram.ts'
import { COUNTED, LEGS, type Tally } from './legs.ts'

/**
 * Tallies as names and increments, for counters that a deployment shares and that metrics show: `count <what>`,
 * `failure <status> <reason>`, `leg <leg> <upper bound in s>`, `sum <leg>` in seconds.
 */
export function totalsOf(tallies: Tally[]): Record<string, number> {
  const totals: Record<string, number> = {}
  const add = (name: string, by: number): void => {
    if (by > 0) totals[name] = (totals[name] ?? 0) + by
  }
  for (const { counts, legs, failures } of tallies) {
    for (const name of COUNTED) add(`count ${name}`, counts[name])
    for (const [name, count] of Object.entries(failures)) add(`failure ${metricReason(name)}`, count)
    for (const leg of LEGS)
      for (const [bucket, count] of Object.entries(legs[leg])) {
        const seconds = upperMs(Number(bucket)) / 1_000
        add(`leg ${leg} ${quantileBounds.find((bound) => seconds <= bound) ?? '+Inf'}`, count)
        add(`sum ${leg}`, seconds * count)
      }
  }
  return totals
}

/** The server's own words; the devices' would make labels without a bound. */
const SERVER_REASONS = new Set([
  ...['UNDELIVERED', 'ATTEMPTS_EXHAUSTED', 'LEASE_ENDED', 'COMPLETE_BY_ENDED', 'CANCEL_UNANSWERED'],
  ...['INTERRUPTED', 'PROGRAM_EXIT', 'OUTPUT_TOO_LARGE', 'OK'],
])

function metricReason(name: string): string {
  const [status = '', reason = ''] = name.split(' ')
  return `${status} ${SERVER_REASONS.has(reason) ? reason : 'OTHER'}`
}
