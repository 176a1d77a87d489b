import { type Checker, createFindings } from './checker.ts'
import { boundsOf, linesOf } from './facts.ts'

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
    for (const line of linesOf(histories, 'final')) {
      if (line.is === 'canary') {
        looked++
        if (line.ms < 0) findings.add(`A message to ${line.device} after healing did not end.`)
        else if (line.ms > canaryMs)
          findings.add(`A message to ${line.device} after healing took ${Math.round(line.ms)} ms.`)
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
