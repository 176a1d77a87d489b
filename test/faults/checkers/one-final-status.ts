import { type EventKind, type Input, isFinal, type Status, TRANSITIONS } from '../../../core/message.ts'
import type { Histories } from '../history.ts'
import { type Checker, createFindings } from './checker.ts'
import { isWithin, linesOf, lossesOf } from './facts.ts'
import { type LogEvent, logByMessage } from './log.ts'

const NAME = 'one final status'

/** Each message's events are a life that the machine allows, with one end; log, store, API and device tell the same. */
export const oneFinalStatus: Checker = {
  name: NAME,
  promise:
    'A message ends in exactly one final status, the same in store, API and stream; only a late result corrects it.',
  rules: ['M2', 'M4', 'M5', 'M6'],
  check(histories) {
    const findings = createFindings(NAME)
    const log = logByMessage(histories)
    const ends = new Map<string, { status: Status; late: boolean }>()
    for (const [m, events] of log) {
      const life = live(events)
      if ('problem' in life)
        findings.add(
          `Message ${m}: ${life.problem} Its events: ${events.map(({ id }) => id.slice(m.length + 1)).join(' ')}.`,
        )
      else ends.set(m, life)
    }
    for (const line of linesOf(histories, 'final')) {
      if (line.is !== 'stored-message' && line.is !== 'api-message') continue
      const end = ends.get(line.m)
      const where = line.is === 'api-message' ? 'API' : 'store'
      if (end && (end.status !== line.status || end.late !== line.late))
        findings.add(
          `Message ${line.m} is ${line.status}${line.late ? ' (late)' : ''} in the ${where} and ${end.status}${end.late ? ' (late)' : ''} in the log.`,
        )
    }
    for (const [m, { word, at }] of acceptedResults(histories)) {
      const end = ends.get(m)
      if (end && end.status !== word && !isWithin(lossesOf(histories), at))
        findings.add(
          `The device of message ${m} heard at ${at} that its result (${word}) is stored, but the message is ${end.status}.`,
        )
    }
    return { violations: findings.all(), looked: log.size }
  },
}

type Target = NonNullable<(typeof TRANSITIONS)[Status][Input]>

/** What the events make of a message, by the product's own table; or the first that can not follow. */
function live(events: readonly LogEvent[]): { status: Status; late: boolean } | { problem: string } {
  const [first] = events
  if (first?.kind === 'removed') return { status: 'removed', late: false }
  if (first?.kind !== 'queued') return { problem: `it begins with ${first?.kind}, not queued.` }
  let status: Status = 'queued'
  let before: Status = 'sent'
  let finals = 0
  let late = false
  for (const { kind } of events.slice(1)) {
    const row: Partial<Record<Input, Target>> = TRANSITIONS[status]
    const target: Target | undefined = Object.values(row).find(({ event }) => event === (kind as EventKind))
    if (!target) return { problem: `${kind} can not follow ${status}.` }
    if (kind === 'canceling' && status !== 'canceling') before = status
    if (target.beforeBecomes) before = target.beforeBecomes
    late ||= target.late === true
    status = target.late ? lateStatus(events) : target.to === 'before' ? before : target.to
    if (isFinal(status)) finals++
  }
  if (finals > (late ? 2 : 1)) return { problem: `it ended ${finals} times.` }
  return { status, late }
}

/** `corrected` is one kind for two statuses, and says which. */
const lateStatus = (events: readonly LogEvent[]): Status =>
  (events.find(({ kind }) => kind === 'corrected')?.rest.status ?? 'succeeded') as Status

/** Results that devices said first, of messages of which they heard that their result is stored. */
function acceptedResults(histories: Histories): Map<string, { word: string; at: number }> {
  const said = new Map<string, string>()
  const accepted = new Map<string, { word: string; at: number }>()
  for (const { line } of histories.all()) {
    if (line.is === 'said' && ['succeeded', 'failed', 'rejected'].includes(line.what) && !said.has(line.m))
      said.set(line.m, line.what)
    if (line.is !== 'stored' || line.what !== 'result' || line.fenced) continue
    const word = said.get(line.m)
    if (word && !accepted.has(line.m)) accepted.set(line.m, { word, at: line.at })
  }
  return accepted
}
