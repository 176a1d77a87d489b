import type { Histories } from '../history.ts'
import { type Checker, createFindings } from './checker.ts'
import { boundsOf, storeClock } from './facts.ts'
import { type LogEvent, logByMessage } from './log.ts'

const NAME = 'evidence'

/** Which words of a device an event needs; any of them will do. */
const NEEDS: Record<string, readonly string[]> = {
  received: ['receipt', 'progress', 'succeeded', 'failed', 'rejected', 'defer', 'cancel-refused'],
  progress: ['progress'],
  succeeded: ['succeeded'],
  failed: ['failed'],
  rejected: ['rejected'],
  deferred: ['defer'],
}

/** Nothing is received, running or ended that the device's own history does not show, before it. */
export const evidence: Checker = {
  name: NAME,
  promise: 'Only what the device said makes a message received, running, deferred or ended by it.',
  rules: ['M3', 'H8'],
  check(histories) {
    const findings = createFindings(NAME)
    const words = saidBy(histories)
    const { skewMs } = boundsOf(histories)
    const atOf = storeClock(histories)
    let looked = 0
    for (const [m, events] of logByMessage(histories)) {
      for (const [i, event] of events.entries()) {
        const needs = needsOf(event, events[i - 1])
        if (!needs) continue
        looked++
        const said = words.get(m)
        const word = needs.map((what) => said?.get(what)).find((at) => at !== undefined)
        if (word === undefined)
          findings.add(`Message ${m} is ${event.kind} (${event.id}), but ${event.d} never said ${needs.join(' or ')}.`)
        else if (Math.min(...needs.map((what) => said?.get(what) ?? word)) > atOf(event.t) + skewMs)
          findings.add(`Message ${m} is ${event.kind} (${event.id}) before ${event.d} said so.`)
        if (event.kind === 'received' && event.rest.sha && said && !said.has(`got ${event.rest.sha}`))
          findings.add(`Message ${m} was received with the hash ${event.rest.sha}, which ${event.d} never had.`)
      }
    }
    return { violations: findings.all(), looked }
  },
}

function needsOf(event: LogEvent, before: LogEvent | undefined): readonly string[] | undefined {
  // The server's own: nobody answered.
  if (event.kind === 'failed' && event.rest.reason === 'ATTEMPTS_EXHAUSTED') return undefined
  if (event.kind === 'corrected') return NEEDS[event.rest.status ?? '']
  // Before it was sent a cancel needs nobody's consent [M12].
  if (event.kind === 'canceled')
    return event.rest.reason === 'CANCELED_BY_APPLICATION' || before?.kind === 'queued' ? undefined : ['canceled']
  return NEEDS[event.kind]
}

/** By message, when its device said what first. */
function saidBy(histories: Histories): Map<string, Map<string, number>> {
  const messages = new Map<string, Map<string, number>>()
  const note = (m: string, what: string, at: number): void => {
    const known = messages.get(m) ?? new Map<string, number>()
    messages.set(m, known)
    if (!known.has(what)) known.set(what, at)
  }
  for (const { line } of histories.all()) {
    if (line.is === 'said') note(line.m, line.what, line.at)
    if (line.is === 'got') note(line.m, `got ${line.sha}`, line.at)
  }
  return messages
}
