import type { Final, Histories } from '../history.ts'
import { linesOf } from './facts.ts'

export type LogEvent = Pick<Extract<Final, { is: 'log' }>, 'p' | 'seq' | 'id' | 'd' | 'kind' | 't' | 'rest'>

/** The whole log by message, each in its order. */
export function logByMessage(histories: Histories): Map<string, LogEvent[]> {
  const messages = new Map<string, LogEvent[]>()
  for (const line of linesOf(histories, 'final')) {
    if (line.is !== 'log') continue
    const { m, p, seq, id, d, kind, t, rest } = line
    const event = { p, seq, id, d, kind, t, rest }
    const known = messages.get(m)
    if (known) known.push(event)
    else messages.set(m, [event])
  }
  return messages
}
