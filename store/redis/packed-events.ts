import type { SeenEvent } from '../../core/observe/legs.ts'
import { varintBytes, writeVarint } from '../../core/varint.ts'
import {
  type BlockCommand,
  bodyBytes,
  DEVICE_TAG,
  EVENTS_TAG,
  INDEX_BYTES,
  SESSION_TAG,
  type Template,
} from './event-template.ts'
import { type Sink, walk } from './packed-walk.ts'
import { seeEvents, seeKnown } from './seen-events.ts'

/**
 * The events of a block of the hook log, packed as functions/shared/events.lua says. What comes out is what the wire's `Events.events`
 * holds, the same bytes each time.
 */
export class PackedEvents {
  private readonly packed: Buffer
  private readonly at: number
  private readonly commands: BlockCommand[] = []
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

  event({ command, facts }: Template, index: number): void {
    seeKnown(command, facts, this.packed, index, index + INDEX_BYTES, this.onEvent)
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

  /** Of so few bytes, a loop is faster than a call. */
  private copy(from: number, end: number): void {
    for (let i = from; i < end; i++) this.out[this.to++] = this.packed[i]!
  }
}
