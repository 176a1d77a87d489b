import type { EventKind } from '../message.ts'

/** What a timeline needs of a hook event. */
export type TimelineEvent = {
  kind: EventKind
  at: number
  attempt: number
  session: string
  reason: string
  outcomeCode: string
  /** corrected: the status it has now. */
  status: string
}

/** One sending with the time of each hop; 0: it has not happened, or its event is not known. Attempt 0: before the first. */
export type AttemptTimes = {
  number: number
  queuedAt: number
  sentAt: number
  receivedAt: number
  runningAt: number
  progressAt: number
  deferredAt: number
  endedAt: number
  ending: string
  reason: string
  sessionId: string
}

/** @param events of one message, in the order of the log; some may be missing */
export function attemptsOf(events: TimelineEvent[]): AttemptTimes[] {
  const attempts = new Map<number, AttemptTimes>()
  let waitsSince = 0
  const of = (number: number): AttemptTimes => {
    const known = attempts.get(number)
    if (known) return known
    const fresh = { ...EMPTY, number, queuedAt: waitsSince }
    attempts.set(number, fresh)
    return fresh
  }

  for (const event of events) {
    const { kind, at, attempt: number } = event
    if (kind === 'queued') {
      waitsSince = at
      continue
    }
    const attempt = of(number)
    if (event.session !== '') attempt.sessionId = event.session
    switch (kind) {
      case 'sent':
        attempt.sentAt = at
        break
      case 'received':
        attempt.receivedAt ||= at
        break
      case 'progress':
        attempt.runningAt ||= at
        attempt.progressAt = at
        break
      case 'deferred':
        attempt.deferredAt = at
        end(attempt, event)
        break
      case 'requeued':
        // A deferral that is over ended when the device said "not now".
        if (attempt.ending === '') end(attempt, event)
        waitsSince = at
        break
      case 'canceling':
      case 'cancel_refused':
      case 'canary':
        break
      default:
        end(attempt, event)
    }
  }
  if (attempts.size === 0 && waitsSince > 0) of(0)
  return [...attempts.values()].sort((a, b) => a.number - b.number)
}

const EMPTY: Omit<AttemptTimes, 'number' | 'queuedAt'> = {
  ...{ sentAt: 0, receivedAt: 0, runningAt: 0, progressAt: 0, deferredAt: 0, endedAt: 0 },
  ...{ ending: '', reason: '', sessionId: '' },
}

function end(attempt: AttemptTimes, { kind, at, reason, outcomeCode, status }: TimelineEvent): void {
  attempt.endedAt = at
  attempt.ending = (kind === 'corrected' && status !== '' ? status : kind).toUpperCase()
  attempt.reason = reason || outcomeCode
}
