import type { Histories } from '../history.ts'
import { type Checker, createFindings } from './checker.ts'
import { boundsOf, disturbances, linesOf, type Span } from './facts.ts'

const NAME = 'session truth'

/** What the store has for open, what the gateways hold open, and what devices believe; and that who was replaced is heard no more. */
export const sessionTruth: Checker = {
  name: NAME,
  promise:
    'A stored session is an open channel that its device knows of; nothing a replaced channel says counts; who is gone is offline in time.',
  rules: ['S2', 'S3', 'S4', 'S6'],
  check(histories) {
    const findings = createFindings(NAME)
    const beliefs = new Map<string, { isOpen: boolean; session: string }>()
    for (const { line } of histories.all()) {
      if (line.is === 'open') beliefs.set(line.d, { isOpen: true, session: line.session })
      if (line.is === 'stored' && line.fenced)
        findings.add(
          `Channel ${line.channel} of ${line.d} had been replaced, but its ${line.what} about ${line.m} was accepted.`,
        )
    }
    let channels = 0
    let online = 0
    for (const line of linesOf(histories, 'final')) {
      if (line.is === 'gateway-channels') channels += line.channels
      if (line.is !== 'stored-device') continue
      if (line.online) online++
      const belief = beliefs.get(line.d)
      if (!line.online)
        findings.add(`${line.d} is offline in the store after the drain, and believes that its channel is open.`)
      // Real agents keep their session to themselves.
      else if (belief && belief.session !== '' && belief.session !== line.session)
        findings.add(`${line.d} believes in session ${belief.session}, the store has ${line.session}.`)
    }
    if (channels !== online)
      findings.add(`The gateways hold ${channels} channels, the store has ${online} devices for online.`)
    for (const what of lateOffline(histories)) findings.add(what)
    return { violations: findings.all(), looked: beliefs.size }
  },
}

/** [S6] Devices whose process is gone, and that are online long after. */
function lateOffline(histories: Histories): string[] {
  const { presenceMs } = boundsOf(histories)
  const servers = disturbances(histories, (target) => /^(redis|gateway|worker|devices>)/.test(target))
  const gone = new Map<string, Span>()
  const found: string[] = []
  for (const line of linesOf(histories, 'orchestrator')) {
    if (
      line.is === 'actor' &&
      (line.what === 'killed' || line.what === 'suspended' || line.what === 'trapped' || line.what === 'terminated')
    )
      gone.set(line.actor, { from: line.at, to: Number.POSITIVE_INFINITY })
    if (line.is === 'actor' && (line.what === 'started' || line.what === 'resumed')) gone.delete(line.actor)
    if (line.is !== 'online') continue
    for (const [actor, { from }] of gone) {
      // The bound begins anew when what has to notice was disturbed itself.
      const since = servers.reduce((start, span) => (span.from < line.at && span.to > start ? span.to : start), from)
      if (line.at - since < presenceMs) continue
      const left = line.devices.filter((device) => device === actor || device.startsWith(`${actor}-`))
      if (left.length > 0)
        found.push(
          `${left.length} devices of ${actor} (${left[0]}) are online ${Math.round(line.at - since)} ms after their process was gone.`,
        )
    }
  }
  return found
}
