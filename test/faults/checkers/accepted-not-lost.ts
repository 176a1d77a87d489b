import { isFinal, type Status } from '../../../core/message.ts'
import type { Histories } from '../history.ts'
import { type Checker, createFindings } from './checker.ts'
import { isWithin, linesOf, lossesOf } from './facts.ts'
import { logByMessage } from './log.ts'

const NAME = 'accepted, not lost'

/** Every accepted message is final when all has been drained; and a submit that was repeated made its messages once. */
export const acceptedNotLost: Checker = {
  name: NAME,
  promise:
    'A message whose submit was answered is in the store and comes to an end, and a repeated submit makes it once.',
  rules: ['M1', 'M11'],
  check(histories) {
    const findings = createFindings(NAME)
    const losses = lossesOf(histories)
    const statuses = new Map<string, string>()
    for (const line of linesOf(histories, 'final')) if (line.is === 'stored-message') statuses.set(line.m, line.status)
    const { messages, commands, unanswered } = asked(histories)
    for (const [m, { at, by }] of messages) {
      const status = statuses.get(m)
      if (status === undefined) {
        if (!isWithin(losses, at)) findings.add(`Message ${m}, accepted by ${by} at ${at}, is not in the store.`)
      } else if (!isFinal(status as Status))
        findings.add(`Message ${m}, accepted by ${by}, is still ${status} after the drain.`)
    }
    for (const [key, ids] of commands)
      if (ids.size > 1) findings.add(`The submit ${key} made ${ids.size} commands: ${[...ids].join(', ')}.`)
    const known = new Set([...commands.values()].flatMap((ids) => [...ids]))
    const unknown = new Set([...logByMessage(histories).keys()].map(commandOf).filter((id) => !known.has(id)))
    // A submit without an answer may have been stored once.
    if (unknown.size > unanswered)
      findings.add(
        `${unknown.size} commands in the log are of no submit (${[...unknown].slice(0, 3).join(', ')}), and ${unanswered} submits had no answer.`,
      )
    return { violations: findings.all(), looked: messages.size }
  },
}

const commandOf = (message: string): string => `c${message.slice(1, 22)}`

function asked(histories: Histories) {
  const messages = new Map<string, { at: number; by: string }>()
  const commands = new Map<string, Set<string>>()
  const open = new Set<string>()
  for (const { name, line } of histories.all()) {
    if (line.is === 'intent') open.add(`${name} ${line.key}`)
    if (line.is === 'refused' && line.isFinal) open.delete(`${name} ${line.key}`)
    if (line.is === 'canary') commands.set(`canary ${line.command}`, new Set([line.command]))
    if (line.is !== 'accepted') continue
    const key = `${name} ${line.key}`
    open.delete(key)
    commands.set(key, (commands.get(key) ?? new Set<string>()).add(line.commandId))
    for (const m of line.messages) messages.set(m, { at: line.at, by: name })
  }
  return { messages, commands, unanswered: open.size }
}
