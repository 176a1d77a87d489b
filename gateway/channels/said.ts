import { MESSAGE_ID } from '../../core/ids.ts'
import { CONTENT_BYTES_MAX, NOTE_BYTES_MAX, OUTPUT_BYTES_MAX } from '../../core/limits.ts'
import type { Outcome, Report } from '../../core/ports/messages.ts'
import { utf8Bytes } from '../../core/text.ts'

/** The frames of an open channel, as both wires name them. */
export const SAID = ['receipt', 'progress', 'result', 'defer', 'cancel'] as const
export type Said = (typeof SAID)[number]

/** What a frame's item is: something for the store, a refusal of this item, or a reason to close the channel. */
export type Reading =
  | { is: 'report'; report: Report }
  | { is: 'too large'; messageId: string; detail: string }
  | { is: 'bad'; detail: string }
  | { is: 'wrong device'; detail: string }

type Item = Record<string, unknown>
type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
const flag: Check = (value) => typeof value === 'boolean'
const whole =
  (max: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max
const u32 = whole(0xffffffff)
/** proto3 JSON writes 64 bits as a text. */
const time: Check = (value) =>
  whole(Number.MAX_SAFE_INTEGER)(typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value)
const id: Check = (value) => typeof value === 'string' && MESSAGE_ID.test(value)
const hash: Check = (value) => typeof value === 'string' && (value === '' || /^[0-9a-f]{64}$/.test(value))
const result: Check = (value) =>
  value === 'STATUS_SUCCEEDED' || value === 'STATUS_FAILED' || value === 'STATUS_REJECTED'
const outcome: Check = (value) =>
  value === null ||
  (typeof value === 'object' && findBad(value as Item, { code: text, detail: text, output: text }) === undefined)

const FIELDS: Record<Said, Record<string, Check>> = {
  receipt: {
    messageId: id,
    deviceId: text,
    sessionId: text,
    attempt: u32,
    contentSha256: hash,
    content: text,
    traceparent: text,
  },
  progress: { messageId: id, sessionId: text, sequence: u32, percent: whole(100), note: text },
  result: { messageId: id, sessionId: text, status: result, outcome, contentSha256: hash, traceparent: text },
  defer: { messageId: id, sessionId: text, reason: text, untilAt: time, trigger: text, ready: flag },
  cancel: { messageId: id, sessionId: text, canceled: flag, reason: text },
}

/** Reads one item of a frame; absent fields have their default, unknown ones are an error. */
export function readSaid(kind: Said, item: unknown, device: string, channel: number): Reading {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return { is: 'bad', detail: `${kind}: not a list of messages` }
  const given = item as Item
  const bad = findBad(given, FIELDS[kind])
  if (bad !== undefined) return { is: 'bad', detail: `${kind}.${bad}` }
  if (typeof given.messageId !== 'string') return { is: 'bad', detail: `${kind}.messageId` }
  if (kind === 'result' && given.status === undefined) return { is: 'bad', detail: 'result.status' }
  const tooLarge = findTooLarge(given)
  if (tooLarge) return { is: 'too large', messageId: given.messageId, detail: tooLarge }
  const claimed = string(given.deviceId)
  if (claimed !== '' && claimed !== device) return { is: 'wrong device', detail: `claims ${claimed}` }
  return { is: 'report', report: READERS[kind](given, device, channel) }
}

const READERS: Record<Said, (item: Item, device: string, channel: number) => Report> = {
  receipt: (item, device, channel) => ({
    input: 'receipt',
    messageId: string(item.messageId),
    session: string(item.sessionId),
    device,
    channel,
    attempt: number(item.attempt) || 1,
    contentSha256: string(item.contentSha256),
    content: string(item.content),
    ...traced(item),
  }),
  progress: (item, device, channel) => ({
    input: 'progress',
    messageId: string(item.messageId),
    session: string(item.sessionId),
    device,
    channel,
    sequence: number(item.sequence),
    percent: number(item.percent),
    note: string(item.note),
  }),
  result: (item, device, channel) => ({
    input: RESULT_INPUTS[string(item.status)] ?? 'fail',
    messageId: string(item.messageId),
    session: string(item.sessionId),
    device,
    channel,
    outcome: readOutcome(item.outcome),
    contentSha256: string(item.contentSha256),
    ...traced(item),
  }),
  defer: (item, device, channel) => ({
    input: item.ready === true ? 'ready' : 'defer',
    messageId: string(item.messageId),
    session: string(item.sessionId),
    device,
    channel,
    note: string(item.reason) || string(item.trigger),
    untilAt: Number(item.untilAt ?? 0),
  }),
  cancel: (item, device, channel) => ({
    input: item.canceled === true ? 'cancel_accepted' : 'cancel_refused',
    messageId: string(item.messageId),
    session: string(item.sessionId),
    device,
    channel,
    note: string(item.reason),
  }),
}

const RESULT_INPUTS: Record<string, 'succeed' | 'fail' | 'reject'> = {
  STATUS_SUCCEEDED: 'succeed',
  STATUS_FAILED: 'fail',
  STATUS_REJECTED: 'reject',
}

const traced = ({ traceparent }: Item) => (traceparent ? { traceparent: string(traceparent) } : undefined)
const string = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

function readOutcome(value: unknown): Outcome {
  const given = (value ?? {}) as Item
  return { code: string(given.code) || 'OK', detail: string(given.detail), output: string(given.output) }
}

function findBad(item: Item, fields: Record<string, Check>): string | undefined {
  for (const name in item) {
    // Own fields only: "__proto__" and "hasOwnProperty" are names like any other in JSON.
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!check?.(item[name])) return name
  }
  return undefined
}

/** Looks closer only at a text that could be too long; most are a few words. */
function findTooLarge(item: Item): string | undefined {
  for (const name in item) {
    const value = item[name]
    if (typeof value === 'string') {
      const max = value.length > SURELY_SHORT ? BYTES_MAX[name] : undefined
      if (max !== undefined && value.length * 3 > max && utf8Bytes(value) > max)
        return `${name}: more than ${max} bytes`
    } else if (name === 'outcome' && value !== null) {
      const inside = findTooLarge(value as Item)
      if (inside) return inside
    }
  }
  return undefined
}

/** UTF-16 code units that fit every bound below in UTF-8. */
const SURELY_SHORT = 21
const BYTES_MAX: Record<string, number> = {
  content: CONTENT_BYTES_MAX,
  output: OUTPUT_BYTES_MAX,
  detail: NOTE_BYTES_MAX,
  note: NOTE_BYTES_MAX,
  reason: NOTE_BYTES_MAX,
  trigger: NOTE_BYTES_MAX,
  code: 64,
  sessionId: 64,
  deviceId: 128,
}
