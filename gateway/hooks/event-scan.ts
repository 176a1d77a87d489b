import type { WordSet } from './word-set.ts'

/** What to look for; a missing set lets all through. */
export type Wanted = {
  /** Bit n: kind ordinal n; 0: all. */
  kinds: number
  actions: WordSet | undefined
  devices: WordSet | undefined
  tags: WordSet | undefined
  applications: WordSet | undefined
}

/**
 * Looks at encoded HookEvents in a block without decoding them: one pass over the fields, nothing allocated. A block's
 * data is the field `Events.events` repeated: tag 0x0a, length, bytes. The numbers are those of proto/sotto/v1/hook.proto.
 */
const KIND = 2
const DEVICE = 5
const ACTION = 6
const APPLICATIONS = 7
const TAGS = 8

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5

/** Where the scanner is: kept outside of the functions so that they need not give back two numbers. One thread, no await. */
let at = 0

/** @throws RangeError when the bytes are not what a block holds */
function readNumber(data: Uint8Array, end: number): number {
  let value = 0
  for (let factor = 1; at < end; factor *= 128) {
    const byte = data[at++]!
    value += (byte & 127) * factor
    if (byte < 128) return value
  }
  throw new RangeError('A block of the hook log ends in the middle of a number.')
}

/** The offset behind the event that begins at `start`. */
export function eventEnd(data: Uint8Array, start: number): number {
  at = start + 1
  const length = readNumber(data, data.length)
  if (data[start] !== 0x0a || at + length > data.length)
    throw new RangeError('A block of the hook log holds something else than events.')
  return at + length
}

export function matchesEvent(wanted: Wanted, data: Uint8Array, start: number, end: number): boolean {
  at = start + 1
  readNumber(data, end)
  let kind = wanted.kinds === 0
  let device = wanted.devices === undefined
  let action = wanted.actions === undefined
  let application = wanted.applications === undefined
  let tag = wanted.tags === undefined
  while (at < end) {
    if (kind && device && action && application && tag) return true
    const key = readNumber(data, end)
    const wire = key & 7
    if (wire === BYTES) {
      const length = readNumber(data, end)
      const from = at
      at += length
      switch (key >>> 3) {
        case DEVICE:
          device = device || has(wanted.devices, data, from)
          break
        case ACTION:
          action = action || has(wanted.actions, data, from)
          break
        case APPLICATIONS:
          application = application || has(wanted.applications, data, from)
          break
        case TAGS:
          tag = tag || has(wanted.tags, data, from)
          break
      }
    } else if (wire === VARINT) {
      const value = readNumber(data, end)
      if (key >>> 3 === KIND) kind = kind || (value < 31 && (wanted.kinds & (1 << value)) !== 0)
    } else if (wire === FIXED64) at += 8
    else if (wire === FIXED32) at += 4
    else throw new RangeError('An event of the hook log has a field of an unknown form.')
  }
  return kind && device && action && application && tag
}

const has = (words: WordSet | undefined, data: Uint8Array, from: number): boolean => words?.has(data, from, at) === true
