import { VarintReader } from '../../core/varint.ts'
import {
  BlockCommand,
  EVENTS_TAG,
  INDEX_BYTES,
  QUEUED,
  RECEIVED,
  SENT,
  STEM_BYTES,
  SUCCEEDED,
  type Template,
} from './event-template.ts'

/** Hears of a block's events in their order. Offsets are of the packed block. */
export type Sink = {
  /** One that stands there as the wire has it, with tag and length. */
  whole(start: number, end: number): void
  /** @param session without one, it is empty. */
  event(template: Template, index: number, device: number, deviceEnd: number, session: number, sessionEnd: number): void
}

const [EVENT, COMMAND, QUEUED_RUN, SENT_RUN, DONE_RUN] = [...'ECQSR'].map((letter) => letter.charCodeAt(0))

/**
 * Goes through a packed block, as functions/shared/events.lua says what is in it.
 * @param at the time of the block
 * @param commands those of the block, if it was walked before; filled if not
 * @throws RangeError when the bytes are not what a block holds
 */
export function walk(packed: Buffer, at: number, commands: BlockCommand[], sink: Sink): void {
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
  const command = (): BlockCommand => {
    const found = commands[u16()]
    if (!found) throw new RangeError('A block of the hook log refers to a command that is not in it.')
    return found
  }

  while (from < packed.length) {
    switch (u8()) {
      case EVENT: {
        const start = from
        if (u8() !== EVENTS_TAG) throw new RangeError('A block of the hook log holds something else than events.')
        const length = new VarintReader(packed, from)
        const bytes = length.read()
        from = length.at
        skip(bytes)
        sink.whole(start, from)
        break
      }
      case COMMAND: {
        const [stem, head] = [text(STEM_BYTES), text(u16())]
        const [sha, content] = [text(u8()), text(packed.readUInt32BE(skip(4)))]
        if (isFirst) commands.push(new BlockCommand(stem, head, sha, content, at))
        break
      }
      case QUEUED_RUN: {
        const template = command().template(QUEUED)
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
          const template = command().template(SENT)
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
          const of = command()
          const index = skip(INDEX_BYTES)
          sink.event(of.template(RECEIVED), index, device, deviceEnd, session, sessionEnd)
          sink.event(of.template(SUCCEEDED), index, device, deviceEnd, session, sessionEnd)
        }
        break
      }
      default:
        throw new RangeError('A block of the hook log has an entry of an unknown form.')
    }
  }
}
