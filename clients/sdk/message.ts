import type { GetCommandResponse__Output } from '../../proto/gen/sotto/v1/GetCommandResponse.ts'
import type { Message__Output } from '../../proto/gen/sotto/v1/Message.ts'
import type { Status as WireStatus } from '../../proto/gen/sotto/v1/Status.ts'

/** [M2] In the order a message passes them. */
export const STATUSES = [
  'queued',
  'sent',
  'received',
  'running',
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
] as const
export type Status = (typeof STATUSES)[number]

const FINAL_STATUSES: ReadonlySet<string> = new Set<Status>(STATUSES.slice(6))

/** A final status is written once; only `expired` and `timed_out` may still become `succeeded` or `failed`, late [M5]. */
export const isFinal = (status: string): boolean => FINAL_STATUSES.has(status)

/** One message: one command for one device. Times are Unix milliseconds, 0 where there is none. */
export type Message = Omit<Message__Output, 'status'> & { status: Status }

/** One command, and how many of its messages have each final status; `open` have none yet. */
export type Command = Omit<GetCommandResponse__Output, 'finals'> & { finals: Partial<Record<Status, number>> }

export const toMessage = (wire: Message__Output): Message => ({ ...wire, status: toStatus(wire.status) })

export const toCommand = (wire: GetCommandResponse__Output): Command => ({
  ...wire,
  finals: Object.fromEntries(Object.entries(wire.finals).map(([status, count]) => [toStatus(status), count])),
})

/** `STATUS_TIMED_OUT` and `timed_out` are `timed_out`. */
export const toStatus = (name: string): Status => name.replace(/^STATUS_/, '').toLowerCase() as Status

export const fromStatus = (status: Status): WireStatus => `STATUS_${status.toUpperCase()}` as WireStatus
