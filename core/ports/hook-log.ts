import type { SeenEvent } from '../observe/legs.ts'
import type { Place } from './messages.ts'

/**
 * A block of one partition's log [H1]: `count` events from sequence number `firstSeq`. `data` is what the wire's
 * `Events.events` holds, tag and length before each, so a block can be sent as it is.
 */
export type Block = {
  firstSeq: number
  count: number
  at: number
  /** Bit n: an event of kind ordinal n is in it. */
  kinds: number
  /** The one application that all its events name, or '' when they differ. */
  application: string
  data: Uint8Array
  /**
   * What is counted of each of its events, in their order and without the rest: a fraction of what `data` costs. The event is
   * another one after `onEvent` returns.
   */
  see(onEvent: (event: SeenEvent) => void): void
}

export type LogBounds = {
  epoch: string /** The oldest that is kept; tail + 1 when none is. */
  firstSeq: number /** The newest; 0: none yet. */
  tailSeq: number
}

/** A part of the log, and what the log was at that same moment. */
export type LogPage = { epoch: string; tailSeq: number; blocks: Block[] }

export type HookLog = {
  bounds(place: Place): Promise<LogBounds>
  /**
   * Blocks that hold sequence numbers ≥ fromSeq, oldest first; the first may begin before it. At most BLOCK_BYTES_MAX of
   * them, but one at least; with blocksMax 0 none. One atomic look: the epoch is that of the blocks.
   */
  read(place: Place, fromSeq: number, blocksMax: number): Promise<LogPage>
  /** The first sequence number at or after `time`; tail + 1 when there is none. */
  seqAtTime(place: Place, time: number): Promise<number>
  /**
   * The blocks from `fromSeq` on, in order and as they come; a hole between two means that it was trimmed. One reader a
   * process, however many followers. `onLost`, once and last: the log is another one than before (its epoch has changed
   * by then). Neither may throw. With `patienceMs`, blocks may come so late, which costs less; others who follow beside it
   * may have them come sooner.
   */
  follow(
    place: Place,
    fromSeq: number,
    onBlock: (block: Block) => void,
    onLost: () => void,
    patienceMs?: number,
  ): { close(): void }
  /** [H3] A cursor was ahead of the log, so its tail was lost: starts a new epoch, once, and gives it. */
  regress(place: Place, epoch: string): Promise<LogBounds>
  close(): Promise<void>
}
