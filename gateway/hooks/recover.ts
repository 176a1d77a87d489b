import type { HookLog, LogPage } from '../../core/ports/hook-log.ts'
import type { Place } from '../../core/ports/messages.ts'

/** [H3] What a reader will not get, and where it goes on. */
export type LogGap = {
  reason: 'REASON_TRIMMED' | 'REASON_EPOCH_CHANGED' | 'REASON_REGRESSED'
  firstSeq: number
  /** 0: it cannot be known. */
  lastSeq: number
  epoch: string
  nextSeq: number
}

/**
 * A log that lost its tail goes on with numbers that a reader has seen with other events behind them. What it got after
 * the loss is younger than what the reader has seen, so the reader goes back to the first number of that time; this much
 * earlier, for the time until the loss was noticed and for two servers' clocks. Some events come twice (at least once).
 */
const RECOVERY_MARGIN_MS = 60_000

/** For the clocks of the processes that write blocks and give out cursors: both follow the store's, not to the millisecond. */
const FORK_MARGIN_MS = 2_000

/**
 * The first number before the reader's place that came after the place was known to be right: the log had lost its tail
 * and has grown past the place again, with other events under numbers that the reader has seen. Undefined: none.
 */
export async function rewrittenFrom(
  log: HookLog,
  place: Place,
  at: { seq: number },
  since: number,
): Promise<number | undefined> {
  const younger = await log.seqAtTime(place, since + FORK_MARGIN_MS)
  return younger < at.seq ? younger : undefined
}

/** Whether the reader's place is in this log. */
export const isElsewhere = (at: { epoch: string; seq: number }, page: LogPage): boolean =>
  page.epoch !== at.epoch || at.seq > page.tailSeq + 1

/**
 * For a reader that is elsewhere, or whose past was rewritten.
 * @param since when its place was last known to be right, by the store's clock
 */
export async function recover(
  log: HookLog,
  place: Place,
  at: { epoch: string; seq: number },
  since: number,
  rewritten?: number,
): Promise<LogGap> {
  const nextByTime = await log.seqAtTime(place, Math.max(0, since - RECOVERY_MARGIN_MS))
  const before = await log.bounds(place)
  const isRegressed = before.epoch === at.epoch && (at.seq > before.tailSeq + 1 || rewritten !== undefined)
  const bounds = isRegressed ? await log.regress(place, at.epoch) : before
  const nextSeq = Math.min(Math.max(Math.min(at.seq, nextByTime), bounds.firstSeq), bounds.tailSeq + 1)
  return isRegressed
    ? {
        reason: 'REASON_REGRESSED',
        firstSeq: rewritten ?? before.tailSeq + 1,
        lastSeq: at.seq - 1,
        epoch: bounds.epoch,
        nextSeq,
      }
    : { reason: 'REASON_EPOCH_CHANGED', firstSeq: at.seq, lastSeq: 0, epoch: bounds.epoch, nextSeq }
}

/** What is past retention before `nextSeq`. */
export const trimmed = (at: { epoch: string; seq: number }, nextSeq: number): LogGap => ({
  reason: 'REASON_TRIMMED',
  firstSeq: at.seq,
  lastSeq: nextSeq - 1,
  epoch: at.epoch,
  nextSeq,
})
