import type { SeenEvent } from '../../core/observe/legs.ts'
import type { Block } from '../../core/ports/hook-log.ts'
import { PackedEvents } from './packed-events.ts'
import { seeEvents } from './seen-events.ts'

/** A block as it is stored: its events are unpacked when somebody asks for them, once. */
export class StoredBlock implements Block {
  readonly firstSeq: number
  readonly count: number
  readonly at: number
  readonly kinds: number
  readonly application: string
  private readonly packed: PackedEvents | undefined
  private events: Buffer | undefined

  /** @param events of a block that is not packed, as those of an older version are not */
  constructor(header: Omit<Block, 'data' | 'see'>, packed: Buffer | undefined, events: Buffer | undefined) {
    this.firstSeq = header.firstSeq
    this.count = header.count
    this.at = header.at
    this.kinds = header.kinds
    this.application = header.application
    this.packed = packed && new PackedEvents(packed, header.at)
    this.events = events
  }

  get data(): Buffer {
    this.events ??= this.packed?.unpack() ?? NOTHING
    return this.events
  }

  see(onEvent: (event: SeenEvent) => void): void {
    if (this.packed) this.packed.see(onEvent)
    else seeEvents(this.data, onEvent)
  }

  /** Of `data`, without unpacking it. */
  get bytes(): number {
    return this.events?.length ?? this.packed?.bytes ?? 0
  }
}

const NOTHING = Buffer.alloc(0)

export type Entry = [id: Buffer, fields: Buffer[]]

/** An entry of a place's stream (functions/shared/events.lua). */
export function toBlock([id, fields]: Entry): StoredBlock {
  const [firstSeq, count] = id.toString('latin1').split('-')
  const header = { firstSeq: Number(firstSeq), count: Number(count), at: 0, kinds: 0, application: '' }
  let packed: Buffer | undefined
  let events: Buffer | undefined
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const value = fields[i + 1] as Buffer
    const name = String(fields[i])
    if (name === 't') header.at = Number(value)
    else if (name === 'k') header.kinds = Number(value)
    else if (name === 'a') header.application = String(value)
    else if (name === 'p') packed = value
    else if (name === 'd') events = value
  }
  return new StoredBlock(header, packed, events)
}

/** A block's values in the reply of log_read. */
const BLOCK_VALUES = 7

/** The blocks of a reply of log_read (functions/hook-log.lua). */
export function toBlocks(values: (Buffer | number)[]): StoredBlock[] {
  const blocks: StoredBlock[] = []
  for (let i = 0; i + BLOCK_VALUES <= values.length; i += BLOCK_VALUES) {
    const [firstSeq, count, at, kinds, application, packed, events] = values.slice(i, i + BLOCK_VALUES)
    const header = {
      ...{ firstSeq: Number(firstSeq), count: Number(count), at: Number(at) },
      ...{ kinds: Number(kinds), application: String(application) },
    }
    blocks.push(new StoredBlock(header, filled(packed as Buffer), filled(events as Buffer)))
  }
  return blocks
}

const filled = (bytes: Buffer): Buffer | undefined => (bytes.length > 0 ? bytes : undefined)
