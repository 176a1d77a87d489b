import type { Filter } from '../../proto/gen/sotto/v1/Filter.ts'
import type { Start } from '../../proto/gen/sotto/v1/Start.ts'
import { type EventBatch, type EventGap, type EventKind, fromKind, type HookEvent } from './event.ts'
import type { SottoError } from './sotto-error.ts'

/** Where to begin: a cursor of an earlier event, the first event at or after a time, or an end of the log. */
export type WatchStart = { cursor: string } | { time: number | Date } | 'earliest' | 'latest'

/** [H7] All given must hold; within one field any value will do. */
export type WatchFilter = {
  kinds?: readonly EventKind[]
  actions?: readonly string[]
  devices?: readonly string[]
  tags?: readonly string[]
  /** Only with the scope hooks:all. */
  applications?: readonly string[]
}

export type WatchOptions = {
  /** [H6] The server keeps the cursor under this name; `start` counts only the first time. */
  subscription?: string
  /** With a subscription: members share its partitions. The same member takes over its own older stream. */
  member?: string
  /** Default: latest. */
  start?: WatchStart
  filter?: WatchFilter
  /** [H3] Events that will not come. Without this, the iterator throws an error with the reason GAP. */
  onGap?: (gap: EventGap) => void
  onHeartbeat?: (heartbeat: Heartbeat) => void
  /** The stream broke and is opened again after this time. */
  onReconnect?: (why: { error: SottoError | undefined; delayMs: number }) => void
  /** With a subscription: acknowledge a batch when the loop asks for what comes after it. Default true. */
  autoAck?: boolean
  /** [H4] Events that may wait here for the loop. Default 16,384. */
  windowEvents?: number
  /** Bytes that may wait here for the loop. Default 4 MiB, at least 512 KiB. */
  windowBytes?: number
  /** Between heartbeats of an idle stream: 1,000–60,000 ms, default 10,000. Two missed: a new stream. */
  heartbeatMs?: number
  /** Ends the watch, without an error. */
  signal?: AbortSignal
}

export type Heartbeat = {
  cursor: string
  /** Events between the cursor and the end of the log, before filtering. */
  lagEvents: number
  lagMs: number
  serverTime: number
  /** The server waits for this client to take what it has. */
  parked: boolean
}

/**
 * Hook events as they happen: `for await (const event of watch)`. It survives the loss of its stream, and takes no more
 * from the server than the loop takes from it. One loop only.
 */
export type Watch = AsyncIterable<HookEvent> & {
  /** Batches and gaps as they came, each with the cursor that is exact for it. Instead of the loop over events. */
  batches(): AsyncIterableIterator<EventBatch | EventGap>
  /** [H2] Up to which the loop has seen all. */
  readonly cursor: string
  /** Resolves when the server has opened the stream for the first time; rejects when it will not. */
  opened(): Promise<void>
  /**
   * [H6] All up to this event is done. Resolves when that, or more, is stored. Rejects with the reason STALE_GENERATION when
   * another member took over, with STORE_UNAVAILABLE, BAD_CURSOR, NOT_FOUND or LIMIT_REACHED as docs/errors.md has them, and
   * with CLOSED when the watch ended first.
   */
  ack(upTo: HookEvent | EventBatch | string): Promise<void>
  close(): Promise<void>
}

export function toFilter(filter: WatchFilter | undefined): Filter {
  return {
    kinds: filter?.kinds?.map(fromKind) ?? [],
    actions: [...(filter?.actions ?? [])],
    devices: [...(filter?.devices ?? [])],
    tags: [...(filter?.tags ?? [])],
    applications: [...(filter?.applications ?? [])],
  }
}

export function toStart(start: WatchStart | undefined): Start {
  if (start === undefined || start === 'latest') return { latest: true }
  if (start === 'earliest') return { earliest: true }
  if ('cursor' in start) return { cursor: start.cursor }
  return { time: Number(start.time) }
}
