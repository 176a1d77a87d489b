import { indexOf } from './ids.ts'
import { TRACED_MESSAGES_MAX } from './limits.ts'

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

/** Whether a message gets spans: its trace is recorded, and it is among the first of its command. */
export function isTraced(traceparent: string, messageId: string): boolean {
  return isSampled(traceparent) && indexOf(messageId) < TRACED_MESSAGES_MAX
}

/** The lowest bit of the flags, which are the end of what we write. */
const isSampled = (traceparent: string): boolean =>
  traceparent !== '' && (Number.parseInt(traceparent.slice(-1), 16) & 1) === 1
