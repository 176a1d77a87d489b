import { indexOf } from './ids.ts'
import { TRACED_MESSAGES_MAX, TRACESTATE_CHARS_MAX } from './limits.ts'

/**
 * [A6] W3C Trace Context: version, trace (16 bytes), span (8 bytes), flags, in lower-case hex with dashes. A later version
 * may be longer; its beginning is read as ours.
 */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/

export type TraceContext = { traceId: string; spanId: string; flags: number }

/** Undefined for what is no traceparent: as the standard says, such a one counts as none. */
export function readTraceparent(text: string): TraceContext | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text) ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  if (text.startsWith('00') && text.length !== TRACEPARENT_CHARS) return undefined
  return { traceId, spanId, flags: Number.parseInt(flags, 16) }
}

/** Of version 00, which is the one that is written. */
export const TRACEPARENT_CHARS = 55

export const writeTraceparent = ({ traceId, spanId, flags }: TraceContext): string =>
  `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, '0')}`

/** What goes with a command [A6]; absent: nobody traces. */
export type Carried = { traceparent?: string; tracestate?: string }

/** What a caller's headers amount to: a tracestate is nothing without its traceparent. */
export function readCarried(traceparent: string, tracestate: string): Carried {
  if (!readTraceparent(traceparent)) return {}
  const state = readTracestate(tracestate)
  return { traceparent, ...(state !== '' && { tracestate: state }) }
}

const KEY = /^(?:[a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})$/
const VALUE = /^[ -+\--<>-~]{0,255}[!-+\--<>-~]$/
const TRACESTATE_MEMBERS_MAX = 32

/** The list as W3C has it, without its empty members. One that is no such list, or too long, counts as none. */
export function readTracestate(text: string): string {
  const members = text
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '')
  const keys = new Set<string>()
  for (const member of members) {
    const at = member.indexOf('=')
    const key = member.slice(0, Math.max(0, at))
    if (!KEY.test(key) || !VALUE.test(member.slice(at + 1)) || keys.has(key)) return ''
    keys.add(key)
  }
  const list = members.join(',')
  return members.length > TRACESTATE_MEMBERS_MAX || list.length > TRACESTATE_CHARS_MAX ? '' : list
}

/** Whether a message gets spans: its trace is recorded, and it is among the first of its command. */
export function isTraced(traceparent: string, messageId: string): boolean {
  return isSampled(traceparent) && indexOf(messageId) < TRACED_MESSAGES_MAX
}

/** The lowest bit of the flags, which are the end of what we write. */
const isSampled = (traceparent: string): boolean =>
  traceparent !== '' && (Number.parseInt(traceparent.slice(-1), 16) & 1) === 1
