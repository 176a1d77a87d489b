import type { EventsFrame__Output } from '../../../../proto/gen/sotto/v1/EventsFrame.ts'
import type { Gap__Output } from '../../../../proto/gen/sotto/v1/Gap.ts'
import type { HookEvent__Output } from '../../../../proto/gen/sotto/v1/HookEvent.ts'

/** What the tail shows, newest first: events, and between them what is missing [H3]. */
export type TailRow =
  | { is: 'event'; key: string; event: HookEvent__Output }
  | { is: 'gap'; key: string; gap: Gap__Output }
  | { is: 'skipped'; key: string; count: number }
export type Tail = { rows: readonly TailRow[]; seen: number; gaps: number }

export const noTail: Tail = { rows: [], seen: 0, gaps: 0 }

/** A page is no archive: older rows go. */
const ROWS_MAX = 2_000

export function takeEvents(before: Tail, frame: EventsFrame__Output): Tail {
  const fresh: TailRow[] = [
    ...frame.gaps.map(
      (gap): TailRow => ({ is: 'gap', key: `gap ${gap.partition} ${gap.firstSeq} ${gap.cursor}`, gap }),
    ),
    ...(frame.skipped > 0
      ? [{ is: 'skipped', key: `skipped ${frame.cursor}`, count: frame.skipped } satisfies TailRow]
      : []),
    ...frame.events.map((event): TailRow => ({ is: 'event', key: event.eventId, event })),
  ]
  if (fresh.length === 0) return before
  return {
    rows: [...fresh.reverse(), ...before.rows].slice(0, ROWS_MAX),
    seen: before.seen + frame.events.length,
    gaps: before.gaps + frame.gaps.length,
  }
}
