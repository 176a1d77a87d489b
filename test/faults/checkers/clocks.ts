import type { Final, Histories } from '../history.ts'
import { type Checker, createFindings } from './checker.ts'
import { boundsOf, latest, linesOf, storeClock, withoutSweeps } from './facts.ts'
import { type LogEvent, logByMessage } from './log.ts'

const NAME = 'clocks'
/** Of the store's own clock nothing is early but by rounding. */
const EARLY_MS = 2

type Clocks = Extract<Final, { is: 'stored-message' }>['clocks']

/** No effect begins after deliver_by; no timer fires early, and each fires in time, also over restarts of everything. */
export const clocks: Checker = {
  name: NAME,
  promise:
    'Nothing begins to run after its deliver_by, and every clock ends when it should, whatever was restarted meanwhile.',
  rules: ['M7', 'M8', 'D4'],
  check(histories) {
    const findings = createFindings(NAME)
    const { skewMs, timerMs } = boundsOf(histories)
    const atOf = storeClock(histories)
    const asleep = withoutSweeps(histories)
    for (const { line } of histories.all()) {
      if (line.is === 'starts' && line.at > atOf(line.deliverByAt) + skewMs)
        findings.add(
          `${line.d} began message ${line.m} ${Math.round(line.at - atOf(line.deliverByAt))} ms after its deliver_by.`,
        )
    }
    const clocksOf = clocksByMessage(histories)
    let looked = 0
    for (const [m, events] of logByMessage(histories)) {
      const own = clocksOf.get(m)
      if (!own) continue
      for (const [i, event] of events.entries()) {
        const due = dueAfter(events, i, own)
        const next = events[i + 1]
        if (!due || !next) continue
        looked++
        if (due.ends.includes(next.rest.reason ?? '') && next.t < due.at - EARLY_MS)
          findings.add(
            `Message ${m}: ${next.id} (${next.rest.reason}) came ${due.at - next.t} ms before its clock ended.`,
          )
        // One that had ended when it was set ends at once.
        const must = latest(atOf(Math.max(due.at, event.t)), timerMs, asleep)
        if (atOf(next.t) > must)
          findings.add(
            `Message ${m}: ${next.id} came ${Math.round(next.t - due.at)} ms after the clock of ${event.id} had ended.`,
          )
      }
    }
    return { violations: findings.all(), looked }
  },
}

function clocksByMessage(histories: Histories): Map<string, Clocks> {
  const all = new Map<string, Clocks>()
  for (const line of linesOf(histories, 'final')) if (line.is === 'stored-message') all.set(line.m, line.clocks)
  return all
}

/** When the clock that runs after an event ends, by the store; and the reasons of what only its end may bring. */
function dueAfter(events: readonly LogEvent[], i: number, own: Clocks): { at: number; ends: string[] } | undefined {
  const { kind, t, rest } = events[i]!
  const receivedAt = events.slice(0, i + 1).findLast((event) => event.kind === 'received')?.t ?? t
  switch (kind) {
    case 'queued':
    case 'requeued':
      return { at: own.deliverByAt, ends: ['UNDELIVERED'] }
    case 'sent':
      return { at: t + own.ackByMs, ends: ['NO_RECEIPT', 'ATTEMPTS_EXHAUSTED'] }
    case 'received':
    case 'progress':
      // While canceling its own clock goes on.
      if (events.slice(0, i).some((event) => event.kind === 'canceling')) return undefined
      return {
        at: Math.min(t + own.leaseMs, receivedAt + own.completeByMs),
        ends: ['LEASE_ENDED', 'COMPLETE_BY_ENDED'],
      }
    case 'deferred':
      return rest.nextAt ? { at: Math.min(rest.nextAt, own.deliverByAt), ends: ['DEFERRAL_ENDED'] } : undefined
    default:
      return undefined
  }
}
