import { FINAL_STATUSES, STATUSES, type Status } from '../message.ts'
import type { CommandBrief, MessageBrief } from '../ports/search.ts'

/** What messages somebody looks for; all that is given must hold, empty means any. */
export type Wanted = {
  /** Of a message, or else of a command. */
  messageId: string
  commandId: string
  device: string
  action: string
  statuses: Status[]
  /** The server's word, or the device's outcome code. */
  reason: string
  /** Accepted at or after, and before. */
  fromAt: number
  toAt: number
  actor: string
  /** Changed for the last time at or before: absent, at any time. */
  changedTo?: number
}

/** Where a search goes on, by partition; undefined: nothing is left there. It begins with '' in each. */
export type Positions = (string | undefined)[]

export const ANY_TIME = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER } as const

export const OPEN_STATUSES: readonly Status[] = STATUSES.filter((status) => !FINAL_STATUSES.includes(status))
const ENDED_BADLY: readonly Status[] = ['failed', 'rejected', 'expired', 'timed_out']

/** Where to look: the smallest list that has all of it. */
export type Source = 'id' | 'device' | 'open' | 'bad' | 'time'

export function sourceOf({ messageId, commandId, device, statuses }: Wanted): Source {
  if (messageId !== '' || commandId !== '') return 'id'
  if (device !== '') return 'device'
  if (statuses.length === 0) return 'time'
  if (statuses.every((status) => OPEN_STATUSES.includes(status))) return 'open'
  return statuses.every((status) => ENDED_BADLY.includes(status)) ? 'bad' : 'time'
}

export function isCommandWanted({ action, actor, fromAt, toAt }: Wanted, command: CommandBrief): boolean {
  if (action !== '' && command.action !== action) return false
  if (actor !== '' && command.actor !== actor) return false
  return command.acceptedAt >= fromAt && command.acceptedAt < toAt
}

/**
 * What was found at a moment, for whoever looks later: accepted by then, and ended by then where only what has ended is wanted.
 * An open message may have gone on to another open status since.
 */
export function asOf(wanted: Wanted, at: number): Wanted {
  const { statuses, toAt } = wanted
  const isOfEnded = statuses.length > 0 && statuses.every((status) => FINAL_STATUSES.includes(status))
  return { ...wanted, toAt: Math.min(toAt, at + 1), ...(isOfEnded && { changedTo: at }) }
}

export function isMessageWanted({ statuses, device, changedTo }: Wanted, message: MessageBrief): boolean {
  if (changedTo !== undefined && message.updatedAt > changedTo) return false
  if (device !== '' && message.device !== device) return false
  return statuses.length === 0 || statuses.includes(message.status)
}
