import { EVENT_KINDS, type EventKind } from '../../core/message.ts'
import type { SeenEvent } from '../../core/observe/legs.ts'
import { varintBytes, writeVarint } from '../../core/varint.ts'
import { type SeenCommand, seeCommand, seeEvents, seeKnown } from './seen-events.ts'

/**
 * The events of a block of the hook log, packed as functions/shared/events.lua says. What comes out is what the wire's `Events.events`
 * holds, the same bytes each time; the field numbers are those of proto/sotto/v1/hook.proto.
 */
export class PackedEvents {
  private readonly packed: Buffer
  private readonly at: number
  private readonly commands: Command[] = []
  private size: number | undefined

  /** Nothing is looked at yet. @param at the time of the block */
  constructor(packed: Buffer, at: number) {
    this.packed = packed
    this.at = at
  }

  /** Of what comes out. @throws RangeError when the bytes are not what a block holds, as the others do */
  get bytes(): number {
    if (this.size !== undefined) return this.size
    const size = new Size()
    walk(this.packed, this.at, this.commands, size)
    this.size = size.bytes
    return this.size
  }

  unpack(): Buffer {
    const out = Buffer.allocUnsafe(this.bytes)
    walk(this.packed, this.at, this.commands, new Writer(this.packed, out))
    return out
  }

  /** What is counted of them. */
  see(onEvent: (event: SeenEvent) => void): void {
    walk(this.packed, this.at, this.commands, new Seer(this.packed, onEvent))
  }
}

const STEM_BYTES = 24
const INDEX_BYTES = 4
const ID_BYTES = STEM_BYTES + INDEX_BYTES
const EVENTS_TAG = 0x0a
const EVENT_ID_TAG = 0x0a
const KIND_TAG = 0x10
const MESSAGE_ID_TAG = 0x1a
const DEVICE_TAG = 0x2a
const TIME_TAG = 0x48
const ATTEMPT_TAG = 0x50
const SESSION_TAG = 0x5a
const CONTENT_TAG = Buffer.of(0x62)
const SHA_TAG = Buffer.of(0x6a)
const VERIFIED = Buffer.of(0x70, 1)
const OK = Buffer.of(0x8a, 0x01, 2, 0x4f, 0x4b)
const NOTHING = Buffer.alloc(0)
const [EVENT, COMMAND, QUEUED_RUN, SENT_RUN, DONE_RUN] = [...'ECQSR'].map((letter) => letter.charCodeAt(0))

/** An event of the usual way: its place on it tells the revision. */
type Shape = {
  kind: EventKind
  revision: number
  attempt: 0 | 1
  outcomeCode: string
  fields(command: Command): Buffer
}
const QUEUED: Shape = { kind: 'queued', revision: 1, attempt: 0, outcomeCode: '', fields: () => NOTHING }
const SENT: Shape = { kind: 'sent', revision: 2, attempt: 1, outcomeCode: '', fields: () => NOTHING }
const RECEIVED: Shape = { kind: 'received', revision: 3, attempt: 1, outcomeCode: '', fields: receiptOf }
const SUCCEEDED: Shape = { kind: 'succeeded', revision: 4, attempt: 1, outcomeCode: 'OK', fields: () => OK }

/** What is the same in all events of a command; and in all of one shape, made when the first comes. */
type Command = {
  stem: Buffer
  head: Buffer
  sha: Buffer
  content: Buffer
  at: number
  templates: (Template | undefined)[]
  seen: SeenCommand | undefined
}
/** The pieces of an event: its identifiers' last characters, its device and session go between them. `bytes`: of all pieces and those. */
type Template = {
  shape: Shape
  command: Command
  before: Buffer
  between: Buffer
  middle: Buffer
  fields: Buffer
  bytes: number
}

/** Offsets are of the packed block. */
type Sink = {
  whole(start: number, end: number): void
  event(template: Template, index: number, device: number, deviceEnd: number, session: number, sessionEnd: number): void
}

/** @param commands those of the block, if it was walked before; filled if not */
function walk(packed: Buffer, at: number, commands: Command[], sink: Sink): void {
  const isFirst = commands.length === 0
  let from = 0
  const skip = (bytes: number): number => {
    from += bytes
    if (from > packed.length) throw new RangeError('A block of the hook log ends in the middle of an entry.')
    return from - bytes
  }
  const u8 = (): number => packed[skip(1)]!
  const u16 = (): number => {
    const start = skip(2)
    return packed[start]! * 256 + packed[start + 1]!
  }
  const text = (bytes: number): Buffer => packed.subarray(skip(bytes), from)
  const commandOf = (ref: number): Command => {
    const command = commands[ref]
    if (!command) throw new RangeError('A block of the hook log refers to a command that is not in it.')
    return command
  }

  while (from < packed.length) {
    switch (u8()) {
      case EVENT: {
        const start = from
        if (u8() !== EVENTS_TAG) throw new RangeError('A block of the hook log holds something else than events.')
        let length = 0
        for (let factor = 1, more = true; more; factor *= 128) {
          const byte = u8()
          length += (byte & 127) * factor
          more = byte >= 128
        }
        skip(length)
        sink.whole(start, from)
        break
      }
      case COMMAND: {
        const [stem, head, sha, content] = [
          text(STEM_BYTES),
          text(u16()),
          text(u8()),
          text(packed.readUInt32BE(skip(4))),
        ]
        if (isFirst) commands.push({ stem, head, sha, content, at, templates: [], seen: undefined })
        break
      }
      case QUEUED_RUN: {
        const template = templateOf(QUEUED, commandOf(u16()))
        for (let left = u16(); left > 0; left--) {
          const index = skip(INDEX_BYTES)
          const device = skip(u8())
          sink.event(template, index, device, from, 0, 0)
        }
        break
      }
      case SENT_RUN: {
        const device = skip(u8())
        const deviceEnd = from
        for (let left = u16(); left > 0; left--) {
          const template = templateOf(SENT, commandOf(u16()))
          sink.event(template, skip(INDEX_BYTES), device, deviceEnd, 0, 0)
        }
        break
      }
      case DONE_RUN: {
        const device = skip(u8())
        const deviceEnd = from
        const session = skip(u8())
        const sessionEnd = from
        for (let left = u16(); left > 0; left--) {
          const command = commandOf(u16())
          const index = skip(INDEX_BYTES)
          sink.event(templateOf(RECEIVED, command), index, device, deviceEnd, session, sessionEnd)
          sink.event(templateOf(SUCCEEDED, command), index, device, deviceEnd, session, sessionEnd)
        }
        break
      }
      default:
        throw new RangeError('A block of the hook log has an entry of an unknown form.')
    }
  }
}

function templateOf(of: Shape, command: Command): Template {
  const known = command.templates[of.revision]
  if (known) return known
  const { stem, head, at } = command
  const name = Buffer.from(`:${of.kind}:${of.revision}`)
  const before = Buffer.concat([Buffer.of(EVENT_ID_TAG, ID_BYTES + name.length), stem])
  const kind = Buffer.of(KIND_TAG, EVENT_KINDS.indexOf(of.kind) + 1, MESSAGE_ID_TAG, ID_BYTES)
  const between = Buffer.concat([name, kind, stem])
  const time = Buffer.concat([Buffer.of(TIME_TAG), varint(at)])
  const middle = Buffer.concat([head, time, of.attempt === 0 ? NOTHING : Buffer.of(ATTEMPT_TAG, of.attempt)])
  const fields = of.fields(command)
  const bytes = before.length + between.length + 2 * INDEX_BYTES + middle.length + fields.length
  const made = { shape: of, command, before, between, middle, fields, bytes }
  command.templates[of.revision] = made
  return made
}

/** [H8] The device has what was composed. */
function receiptOf({ content, sha }: Command): Buffer {
  return Buffer.concat([textField(CONTENT_TAG, content), textField(SHA_TAG, sha), VERIFIED])
}

const textField = (tag: Buffer, text: Buffer): Buffer =>
  text.length === 0 ? NOTHING : Buffer.concat([tag, varint(text.length), text])

/** Of an event, without its own tag and length. */
function bodyBytes({ bytes }: Template, deviceBytes: number, sessionBytes: number): number {
  const session = sessionBytes === 0 ? 0 : 1 + varintBytes(sessionBytes) + sessionBytes
  return bytes + 1 + varintBytes(deviceBytes) + deviceBytes + session
}

class Size implements Sink {
  bytes = 0

  whole(start: number, end: number): void {
    this.bytes += end - start
  }

  event(template: Template, _: number, device: number, deviceEnd: number, session: number, sessionEnd: number): void {
    const body = bodyBytes(template, deviceEnd - device, sessionEnd - session)
    this.bytes += 1 + varintBytes(body) + body
  }
}

class Seer implements Sink {
  private readonly packed: Buffer
  private readonly onEvent: (event: SeenEvent) => void

  constructor(packed: Buffer, onEvent: (event: SeenEvent) => void) {
    this.packed = packed
    this.onEvent = onEvent
  }

  whole(start: number, end: number): void {
    seeEvents(this.packed.subarray(start, end), this.onEvent)
  }

  event({ shape, command }: Template, index: number): void {
    command.seen ??= seeCommand(command.stem)
    const { kind, attempt, outcomeCode } = shape
    const given = { kind, at: command.at, attempt, outcomeCode }
    seeKnown(command.seen, given, this.packed, index, index + INDEX_BYTES, this.onEvent)
  }
}

class Writer implements Sink {
  private readonly packed: Buffer
  private readonly out: Buffer
  private to = 0

  constructor(packed: Buffer, out: Buffer) {
    this.packed = packed
    this.out = out
  }

  whole(start: number, end: number): void {
    this.to += this.packed.copy(this.out, this.to, start, end)
  }

  event(
    template: Template,
    index: number,
    device: number,
    deviceEnd: number,
    session: number,
    sessionEnd: number,
  ): void {
    const { before, between, middle, fields } = template
    this.number(EVENTS_TAG, bodyBytes(template, deviceEnd - device, sessionEnd - session))
    this.piece(before)
    this.copy(index, index + INDEX_BYTES)
    this.piece(between)
    this.copy(index, index + INDEX_BYTES)
    this.number(DEVICE_TAG, deviceEnd - device)
    this.copy(device, deviceEnd)
    this.piece(middle)
    if (sessionEnd > session) {
      this.number(SESSION_TAG, sessionEnd - session)
      this.copy(session, sessionEnd)
    }
    this.piece(fields)
  }

  private number(tag: number, value: number): void {
    this.out[this.to] = tag
    this.to = writeVarint(this.out, value, this.to + 1)
  }

  private piece(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.out.set(bytes, this.to)
    this.to += bytes.length
  }

  /** Of short pieces, a loop is faster than a call. */
  private copy(from: number, end: number): void {
    for (let i = from; i < end; i++) this.out[this.to++] = this.packed[i]!
  }
}

function varint(value: number): Buffer {
  const bytes = Buffer.alloc(varintBytes(value))
  writeVarint(bytes, value, 0)
  return bytes
}
