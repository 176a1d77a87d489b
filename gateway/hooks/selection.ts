import type { Block } from '../../core/ports/hook-log.ts'
import { eventEnd } from './event-scan.ts'
import type { EventFilter } from './filter.ts'

type Selectable = Omit<Block, 'see'>

/** [H4] What may still be taken. */
export type Allowance = { events: number; bytes: number }

/** What a filter let through, as slices of the blocks it came from: nothing is copied before a frame is made. */
export type Selection = {
  slices: Uint8Array[]
  /** Of the slices: the size of the field `Events.events`, which is what a grant's bytes count. */
  bytes: number
  events: number
  /** Sequence numbers, run-length: start and count pairs. */
  runs: number[]
}

export const emptySelection = (): Selection => ({ slices: [], bytes: 0, events: 0, runs: [] })

/**
 * Adds what passes of a block from sequence number `fromSeq` on, at most so much that the whole selection stays within the
 * allowance. Gives the next sequence number to look at; less than the block's end: the allowance ended there.
 */
export function select(
  into: Selection,
  block: Selectable,
  fromSeq: number,
  filter: EventFilter,
  allowed: Allowance,
): number {
  const end = block.firstSeq + block.count
  const verdict = filter.judge(block)
  if (verdict === 'skip') return end
  const isWhole = fromSeq <= block.firstSeq
  if (
    verdict === 'pass' &&
    isWhole &&
    into.events + block.count <= allowed.events &&
    into.bytes + block.data.length <= allowed.bytes
  ) {
    add(into, block.data, block.firstSeq, block.count)
    return end
  }
  return selectSingly(into, block, fromSeq, verdict === 'pass' ? undefined : filter, allowed)
}

function selectSingly(
  into: Selection,
  { firstSeq, count, data }: Selectable,
  fromSeq: number,
  filter: EventFilter | undefined,
  allowed: Allowance,
): number {
  // A run of neighbours becomes one slice.
  let runAt = -1
  let runSeq = 0
  let offset = 0
  const flush = (seq: number) => {
    if (runAt >= 0) add(into, data.subarray(runAt, offset), runSeq, seq - runSeq)
    runAt = -1
  }
  for (let seq = firstSeq; seq < firstSeq + count; seq++) {
    const next = eventEnd(data, offset)
    if (seq < fromSeq || (filter && !filter.matches(data, offset, next))) {
      flush(seq)
    } else {
      const runEvents = runAt < 0 ? 0 : seq - runSeq
      const runBytes = runAt < 0 ? 0 : offset - runAt
      const isTooMany = into.events + runEvents + 1 > allowed.events
      if (isTooMany || into.bytes + runBytes + (next - offset) > allowed.bytes) {
        flush(seq)
        return seq
      }
      if (runAt < 0) {
        runAt = offset
        runSeq = seq
      }
    }
    offset = next
  }
  flush(firstSeq + count)
  return firstSeq + count
}

function add(into: Selection, slice: Uint8Array, seq: number, events: number): void {
  into.slices.push(slice)
  into.bytes += slice.length
  into.events += events
  const { runs } = into
  const last = runs.length - 2
  if (last >= 0 && runs[last]! + runs[last + 1]! === seq) runs[last + 1]! += events
  else runs.push(seq, events)
}
