import type { Histories } from '../history.ts'
import { type Checker, createFindings } from './checker.ts'
import { boundsOf, latest, linesOf, type Span, starvation, storeClock } from './facts.ts'
import { logByMessage } from './log.ts'

const NAME = 'liveness'

/** When all is healed, work gets through at once and what waited gets done; and nobody fell over by himself. */
export const liveness: Checker = {
  name: NAME,
  promise: 'When what broke is mended, a new message gets through in seconds and the backlog drains, without help.',
  rules: ['B6', 'M13'],
  check(histories) {
    const findings = createFindings(NAME)
    const { canaryMs } = boundsOf(histories)
    let looked = 0
    let isDrained = false
    const ends = endsOf(histories)
    const starved = starvation(histories)
    for (const line of linesOf(histories, 'final')) {
      if (line.is === 'canary') {
        looked++
        if (line.ms < 0) findings.add(`A message to ${line.device} after healing did not end.`)
        // Until its final event; how soon this process hears of it says more of this process.
        const { from, to } = ends.get(line.command) ?? { from: 0, to: 0 }
        if (line.ms >= 0 && to > latest(from, canaryMs, starved))
          findings.add(`A message to ${line.device} after healing took ${Math.round(to - from)} ms.`)
      }
      if (line.is !== 'drained') continue
      looked++
      isDrained = true
      if (line.ms < 0) findings.add(`The drain did not end; left: ${line.note}.`)
    }
    if (!isDrained) findings.add('The run did not come to its drain.')
    for (const line of linesOf(histories, 'orchestrator')) {
      if (line.is === 'actor' && line.what === 'ended')
        findings.add(`${line.actor} ended by itself at ${line.at} (${line.note}).`)
      if (line.is === 'fault' && line.what === 'failed')
        findings.add(
          `The harness could not do ${line.fault} to ${line.targets.join(', ')}: ${JSON.stringify(line.detail)}.`,
        )
    }
    return { violations: findings.all(), looked }
  },
}

/** By command: from its first event to its last, on our clock. */
function endsOf(histories: Histories): Map<string, Span> {
  const atOf = storeClock(histories)
  const ends = new Map<string, Span>()
  for (const [m, events] of logByMessage(histories)) {
    const [first, last] = [events[0], events.at(-1)]
    if (first && last) ends.set(`c${m.slice(1, 22)}`, { from: atOf(first.t), to: atOf(last.t) })
  }
  return ends
}
