import type { EventKind } from '../../../../proto/gen/sotto/v1/EventKind.ts'
import type { Filter } from '../../../../proto/gen/sotto/v1/Filter.ts'
import type { Start } from '../../../../proto/gen/sotto/v1/Start.ts'

/** What the address of /hooks says of its tail. `from`: Unix ms, `earliest`, or nothing for now. */
export type TailWords = { kind?: string; action?: string; device?: string; tag?: string; from?: string }

export const KINDS = [
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

export function tailFilterOf({ kind, action, device, tag }: TailWords): Filter {
  return {
    ...(kind && { kinds: [`EVENT_KIND_${kind.toUpperCase()}` as EventKind] }),
    ...(action && { actions: [action] }),
    ...(device && { devices: [device] }),
    ...(tag && { tags: [tag] }),
  }
}

/** Undefined: from now on. */
export function startOf(from: string | undefined): Start | undefined {
  if (!from) return undefined
  return from === 'earliest' ? { earliest: true } : { time: Number(from) }
}
