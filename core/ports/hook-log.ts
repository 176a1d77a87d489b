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
}

export type LogBounds = {
  epoch: string /** The oldest that is kept; tail + 1 when none is. */
  firstSeq: number /** The newest; 0: none yet. */
  tailSeq: number
}

export type HookLog = {
  bounds(place: Place): Promise<LogBounds>
  /** Blocks that hold sequence numbers ≥ fromSeq, oldest first; the first may begin before it. */
  read(place: Place, fromSeq: number, blocksMax: number): Promise<Block[]>
  /** The first sequence number at or after `time`; tail + 1 when there is none. */
  seqAtTime(place: Place, time: number): Promise<number>
  /** New blocks of the place from now on, in order and without a hole; `onLost` when the log is another one than before. One reader a process, however many followers. */
  follow(place: Place, fromSeq: number, onBlock: (block: Block) => void, onLost: () => void): { close(): void }
  /** [H3] A cursor was ahead of the log, so its tail was lost: starts a new epoch, once, and gives it. */
  regress(place: Place, epoch: string): Promise<LogBounds>
  close(): Promise<void>
}
