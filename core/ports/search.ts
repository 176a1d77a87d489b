import type { Status } from '../message.ts'
import type { Place } from './messages.ts'

/** What a list shows of a message: neither content nor output. */
export type MessageBrief = {
  messageId: string
  device: string
  status: Status
  attempt: number
  /** Counts its events. */
  revision: number
  updatedAt: number
  dueAt: number
  /** 0: no receipt yet. */
  receivedAt: number
  late: boolean
  reason: string
  percent: number
}
export type CommandBrief = {
  commandId: string
  action: string
  actor: string
  acceptedAt: number
  deliverByAt: number
  tags: string[]
  concurrencyKey: string
}

/** A member of an ordered set of a place. */
export type Ranked = { member: string; score: number }

/**
 * Where operators look for messages. Nothing here walks the whole store: each call reads what it is told to, and a list that
 * was read to its end says so. What was deleted since it was listed is left out.
 */
export type Search = {
  /**
   * Commands of a place as they came, the newest first, accepted at or after `fromAt` and before `toAt`. `wanted` (empty: any)
   * passes over others cheaply, and may let some through. Looks at about `entriesMax` and gives `foundMax` at most. Goes on
   * `after` a position: that of a command, or of the end of the look before; undefined there: that was all.
   */
  commandsByTime(
    place: Place,
    range: { after: string | undefined; fromAt: number; toAt: number },
    wanted: { action: string; actor: string },
    bounds: { foundMax: number; entriesMax: number },
  ): Promise<{
    commands: { commandId: string; position: string }[]
    position: string | undefined
    entries: number
  }>
  /**
   * `open`: commands that have open messages, and messages that have a clock, by when it ends; `bad`: messages that ended
   * badly, by when. Highest first, after the one given, which may be gone.
   */
  ranked(place: Place, set: 'open' | 'bad', after: Ranked | undefined, count: number): Promise<Ranked[]>
  /** Which of these members the set `open` has. */
  areOpen(place: Place, members: string[]): Promise<boolean[]>
  /** The messages of each of these commands in a place, in the order of their indexes. */
  messagesOf(place: Place, commandIds: string[]): Promise<string[][]>
  /** All that the device's list names, newest first. */
  messagesOfDevice(place: Place, device: string): Promise<string[]>
  messages(place: Place, ids: string[]): Promise<Map<string, MessageBrief>>
  commands(place: Place, ids: string[]): Promise<Map<string, CommandBrief>>
  /** The outcome's code, of those that have an outcome. */
  outcomeCodes(place: Place, ids: string[]): Promise<Map<string, string>>
  /** The command that the first of these idempotency keys (as stored) is bound to. */
  commandOfKeys(tenant: string, keys: string[]): Promise<string | undefined>
  /** What a device is to be sent, in that order: what comes again first. At most `count` of each. */
  deviceQueue(
    place: Place,
    device: string,
    count: number,
  ): Promise<{ open: number; underWay: string[]; waiting: string[] }>
}
