import type { Status } from '../../../proto/gen/sotto/v1/Status.ts'

export type StatusName = Exclude<Status, number | undefined>
export type Hue = 'grey' | 'blue' | 'teal' | 'violet' | 'amber' | 'orange' | 'green' | 'red'

/** How a status looks: its word, its colour, and its glyph, so that no one has to see colours. */
export type StatusLook = { word: string; hue: Hue; glyph: Glyph; final: boolean }
export type Glyph =
  | 'dotted'
  | 'quarter'
  | 'half'
  | 'ring'
  | 'pause'
  | 'stop'
  | 'check'
  | 'cross'
  | 'minus'
  | 'clock'
  | 'slash'
  | 'swap'

const open = (word: string, hue: Hue, glyph: Glyph): StatusLook => ({ word, hue, glyph, final: false })
const ended = (word: string, hue: Hue, glyph: Glyph): StatusLook => ({ word, hue, glyph, final: true })

/** [M2] In the order in which a message passes them. */
export const STATUS_LOOKS: Record<string, StatusLook> = {
  STATUS_QUEUED: open('queued', 'grey', 'dotted'),
  STATUS_SENT: open('sent', 'blue', 'quarter'),
  STATUS_RECEIVED: open('received', 'teal', 'half'),
  STATUS_RUNNING: open('running', 'violet', 'ring'),
  STATUS_DEFERRED: open('deferred', 'amber', 'pause'),
  STATUS_CANCELING: open('canceling', 'orange', 'stop'),
  STATUS_SUCCEEDED: ended('succeeded', 'green', 'check'),
  STATUS_FAILED: ended('failed', 'red', 'cross'),
  STATUS_REJECTED: ended('rejected', 'red', 'minus'),
  STATUS_EXPIRED: ended('expired', 'orange', 'clock'),
  STATUS_TIMED_OUT: ended('timed out', 'orange', 'clock'),
  STATUS_CANCELED: ended('canceled', 'grey', 'slash'),
  STATUS_SUPERSEDED: ended('superseded', 'grey', 'swap'),
  STATUS_REMOVED: ended('removed', 'grey', 'minus'),
}

const UNKNOWN: StatusLook = ended('unknown', 'grey', 'dotted')

export const STATUSES = Object.keys(STATUS_LOOKS) as StatusName[]
export const OPEN_STATUSES = STATUSES.filter((status) => !STATUS_LOOKS[status]?.final)
export const lookOf = (status: string): StatusLook => STATUS_LOOKS[status] ?? UNKNOWN
/** `STATUS_TIMED_OUT` in an address: `timed_out`, and back. */
export const shortStatus = (status: string): string => status.replace(/^STATUS_/, '').toLowerCase()
export const longStatus = (short: string): StatusName => `STATUS_${short.toUpperCase()}` as StatusName
