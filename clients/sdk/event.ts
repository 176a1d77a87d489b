import type { EventKind as WireKind } from '../../proto/gen/sotto/v1/EventKind.ts'
import type { Gap__Output } from '../../proto/gen/sotto/v1/Gap.ts'
import type { HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'

export const EVENT_KINDS = [
  'queued',
  'sent',
  'received',
  'progress',
  'deferred',
  'canceling',
  'succeeded',
  'failed',
  'rejected',
  'expired',
  'timed_out',
  'canceled',
  'superseded',
  'removed',
  'corrected',
  'requeued',
  'cancel_refused',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** One change of one message [H1]. The same `eventId` is the same change, however often it comes. */
export type HookEvent = Omit<HookEvent__Output, 'kind'> & {
  kind: EventKind
  /** Where it stands in the log: events of one device share a partition and are in the order of `sequence`. */
  partition: number
  sequence: number
  /** [H2] Resuming here misses nothing. Events of the same batch may come again; the last of a batch is exact. */
  cursor: string
}

/** What came in one frame. Store `cursor` in the same transaction as what you did with `events`: exactly once [H2]. */
export type EventBatch = { type: 'events'; events: HookEvent[]; partition: number; cursor: string }

/** [H3] Events that will not come. `lastSequence` is 0 where it can not be known. */
export type EventGap = {
  type: 'gap'
  /** `trimmed`: past retention. `epoch_changed`: another log than the cursor's. `regressed`: a failover lost the tail. */
  reason: 'trimmed' | 'epoch_changed' | 'regressed' | 'unspecified'
  partition: number
  firstSequence: number
  lastSequence: number
  cursor: string
}

export const toGap = (wire: Gap__Output): EventGap => ({
  type: 'gap',
  reason: wire.reason.replace(/^REASON_/, '').toLowerCase() as EventGap['reason'],
  partition: wire.partition,
  firstSequence: wire.firstSeq,
  lastSequence: wire.lastSeq,
  cursor: wire.cursor,
})

export const fromKind = (kind: EventKind): WireKind => `EVENT_KIND_${kind.toUpperCase()}` as WireKind
