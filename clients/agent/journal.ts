import { KEPT_OUTPUT_CHARS_MAX } from './limits.ts'
import type { Deliver } from './transport.ts'

/**
 * [D1] What the device knows of each message. A journal promises:
 * - a record counts at once (`entries` shows it when `append` returns), in the order of the calls;
 * - it is durable when the promise resolves, and with it all that was appended before it; what is appended in one
 *   turn of the event loop is made durable together;
 * - when the promise rejects, it is unknown whether the record will be there after a restart;
 * - after a crash at any moment, `entries` is what some beginning of the appended records makes, and that beginning
 *   has every record whose promise had resolved;
 * - entries of another owner (another epoch, above all) are gone [S5].
 */
export type Journal = {
  /** Reads what is there. Rejects when another process has it open. */
  open(owner: Owner): Promise<void>
  readonly entries: ReadonlyMap<string, Entry>
  append(record: JournalRecord): Promise<void>
  /** Makes durable what was appended, and lets go. */
  close(): Promise<void>
}

export type Owner = { tenant: string; deviceId: string; epoch: number }

/** How a message ended here, less the session it is said with. */
export type Ending = {
  status: 'STATUS_SUCCEEDED' | 'STATUS_FAILED' | 'STATUS_REJECTED'
  outcome: { code: string; detail: string; output: string }
  contentSha256: string
  /** [A6] */
  traceparent?: string
}

/**
 * - `received`: durable, will run. `started`: its effect may have begun, `starts` times.
 * - `ended`, `deferred`, `canceled`: what is to be said until the server has it (`isSettled`).
 * - `keepUntil` (Unix ms): not forgotten before, and not before it is settled.
 */
export type Entry =
  | { state: 'received'; deliver: Deliver; contentSha256: string; receivedAt: number }
  | { state: 'started'; deliver: Deliver; contentSha256: string; receivedAt: number; starts: number }
  | { state: 'ended'; ending: Ending; isSettled: boolean; keepUntil: number }
  | { state: 'deferred'; attempt: number; why: Deferred; isReady: boolean; isSettled: boolean; keepUntil: number }
  | { state: 'canceled'; reason: string; isSettled: boolean; keepUntil: number }

export type Deferred = { reason: string; untilAt: number; trigger: string }

export type JournalRecord = { messageId: string } & (
  | { type: 'received'; deliver: Deliver; contentSha256: string; receivedAt: number }
  | { type: 'started' }
  | { type: 'ended'; ending: Ending; keepUntil: number }
  | { type: 'deferred'; attempt: number; why: Deferred; keepUntil: number }
  | { type: 'ready' }
  | { type: 'canceled'; reason: string; keepUntil: number }
  /** The server has said that it has it, or that it never will. */
  | { type: 'settled' }
  | { type: 'forgotten' }
  /** A whole entry: what compaction writes. */
  | { type: 'entry'; entry: Entry }
)

/** The one place that says what a record does. Records that do not apply change nothing. */
export function apply(entries: Map<string, Entry>, record: JournalRecord): void {
  const next = step(entries.get(record.messageId), record)
  if (next === undefined) entries.delete(record.messageId)
  else entries.set(record.messageId, next)
}

function step(entry: Entry | undefined, record: JournalRecord): Entry | undefined {
  switch (record.type) {
    case 'received': {
      const { deliver, contentSha256, receivedAt } = record
      return { state: 'received', deliver, contentSha256, receivedAt }
    }
    case 'started':
      if (entry?.state === 'received') return { ...entry, state: 'started', starts: 1 }
      return entry?.state === 'started' ? { ...entry, starts: entry.starts + 1 } : entry
    case 'ended':
      return { state: 'ended', ending: record.ending, isSettled: false, keepUntil: record.keepUntil }
    case 'deferred': {
      const { attempt, why, keepUntil } = record
      return { state: 'deferred', attempt, why, isReady: false, isSettled: false, keepUntil }
    }
    case 'ready':
      return entry?.state === 'deferred' ? { ...entry, isReady: true } : entry
    case 'canceled':
      return { state: 'canceled', reason: record.reason, isSettled: false, keepUntil: record.keepUntil }
    case 'settled':
      return settle(entry)
    case 'forgotten':
      return undefined
    case 'entry':
      return record.entry
  }
}

function settle(entry: Entry | undefined): Entry | undefined {
  if (entry === undefined || entry.state === 'received' || entry.state === 'started') return entry
  if (entry.state !== 'ended' || entry.ending.outcome.output.length <= KEPT_OUTPUT_CHARS_MAX)
    return { ...entry, isSettled: true }
  // The server has the output; here it would only fill the device.
  const outcome = { ...entry.ending.outcome, output: '' }
  return { ...entry, ending: { ...entry.ending, outcome }, isSettled: true }
}

/** The messages that have not ended: what the bound on open messages counts. */
export type OpenEntry = Extract<Entry, { deliver: Deliver }>
export const isOpen = (entry: Entry): entry is OpenEntry => 'deliver' in entry
