import { acceptedAtIn } from '../../core/ids.ts'
import { EVENT_KINDS } from '../../core/message.ts'
import type { SeenEvent } from '../../core/observe/legs.ts'

/**
 * What is counted of events, without decoding the rest: at 20,000 messages a second there are 80,000 of them. The numbers are those of
 * proto/sotto/v1/hook.proto.
 */
const KIND = 2
const MESSAGE = 3
const OCCURRED_AT = 9
const ATTEMPT = 10
const OUTCOME_CODE = 17
const REASON = 21
const VARINT = 0
const BYTES = 2

/** One thread, and no await between: kept outside, so that a reader need not give back two numbers. */
let at = 0

function readNumber(data: Buffer): number {
  let value = 0
  for (let factor = 1; at < data.length; factor *= 128) {
    const byte = data[at++]!
    value += (byte & 127) * factor
    if (byte < 128) return value
  }
  return value
}

/** The one event that all are read into: an object for each would be most of what the observer does. */
const event: SeenEvent = { kind: 'canary', key: 0, acceptedAt: 0, at: 0, attempt: 0, outcomeCode: '', reason: '' }

/**
 * @param block the field `Events.events` repeated
 * @param onEvent gets an event that is another one after it returns
 * @throws RangeError when the bytes are not what a block holds
 */
export function seeEvents(block: Uint8Array, onEvent: (event: SeenEvent) => void): void {
  const data = Buffer.from(block.buffer, block.byteOffset, block.byteLength)
  at = 0
  while (at < data.length) {
    if (data[at++] !== 0x0a) throw new RangeError('A block of the hook log holds something else than events.')
    const length = readNumber(data)
    const end = at + length
    scanEvent(data, end)
    onEvent(event)
    at = end
  }
}

function scanEvent(data: Buffer, end: number): void {
  event.kind = 'canary'
  event.key = event.acceptedAt = event.at = event.attempt = 0
  event.outcomeCode = event.reason = ''
  while (at < end) {
    const key = readNumber(data)
    const field = key >>> 3
    if ((key & 7) === VARINT) {
      const value = readNumber(data)
      if (field === KIND) event.kind = EVENT_KINDS[value - 1] ?? 'canary'
      else if (field === OCCURRED_AT) event.at = value
      else if (field === ATTEMPT) event.attempt = value
    } else if ((key & 7) === BYTES) {
      const length = readNumber(data)
      if (field === MESSAGE) {
        event.key = keyOf(data, at, at + length)
        event.acceptedAt = acceptedAtIn(data, at)
      } else if (field === OUTCOME_CODE) event.outcomeCode = data.toString('utf8', at, at + length)
      else if (field === REASON) event.reason = data.toString('utf8', at, at + length)
      at += length
    } else throw new RangeError('An event of the hook log has a field of an unknown form.')
  }
}

/** An event whose identifier's beginning was looked at before. @param end of its identifier, in `data` */
export function seeKnown(
  { begun, acceptedAt }: SeenCommand,
  facts: SeenFacts,
  data: Buffer,
  start: number,
  end: number,
  onEvent: (event: SeenEvent) => void,
): void {
  event.kind = facts.kind
  event.at = facts.at
  event.attempt = facts.attempt
  event.outcomeCode = facts.outcomeCode
  event.reason = ''
  event.acceptedAt = acceptedAt
  goOn(begun.low, begun.high, data, start, end)
  event.key = key()
  onEvent(event)
}

/** What is counted of an event, beside its message. */
export type SeenFacts = Pick<SeenEvent, 'kind' | 'at' | 'attempt' | 'outcomeCode'>

/** What the identifiers of a command's messages have in common. */
export type SeenCommand = { begun: { low: number; high: number }; acceptedAt: number }

export function seeCommand(stem: Buffer): SeenCommand {
  goOn(BASIS, BASIS, stem, 0, stem.length)
  return { begun: { low, high }, acceptedAt: acceptedAtIn(stem, 0) }
}

/** FNV-1a, and 20 bits more of a second mixing: 52 bits, which a number holds exactly. */
function keyOf(data: Buffer, start: number, end: number): number {
  goOn(BASIS, BASIS, data, start, end)
  return key()
}

const BASIS = 0x811c9dc5
/** Kept outside for the same reason as `at`. */
let low = BASIS
let high = BASIS

function goOn(fromLow: number, fromHigh: number, data: Buffer, start: number, end: number): void {
  let nextLow = fromLow
  let nextHigh = fromHigh
  for (let i = start; i < end; i++) {
    nextLow = Math.imul(nextLow ^ data[i]!, 0x01000193)
    nextHigh = Math.imul(nextHigh ^ nextLow, 0x85ebca6b)
  }
  low = nextLow
  high = nextHigh
}

const key = (): number => (high >>> 12) * 2 ** 32 + (low >>> 0) + 1
