/**
 * The state machine of a message [M2–M6], as data. `step` interprets it here; the same table is put into the Redis
 * function library when that is loaded, so there is one machine and not two to keep alike.
 */

/** [M2] In the order of the wire's enum: the ordinal of a status is its index plus one. */
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

export const FINAL_STATUSES: readonly Status[] = STATUSES.slice(6)
export const isFinal = (status: Status): boolean => FINAL_STATUSES.includes(status)

/** What can happen to a message. Those of the device are evidence [M3]; the rest is the server's own doing. */
export const DEVICE_INPUTS = [
  'receipt',
  'progress',
  'succeed',
  'fail',
  'reject',
  'defer',
  'ready',
  'cancel_accepted',
  'cancel_refused',
] as const
export const SERVER_INPUTS = [
  'send',
  'retry',
  'exhaust',
  'expire',
  'time_out',
  'resume',
  'cancel',
  'supersede',
  'remove',
] as const
export type DeviceInput = (typeof DEVICE_INPUTS)[number]
export type ServerInput = (typeof SERVER_INPUTS)[number]
export type Input = DeviceInput | ServerInput

/** Event kinds in the order of the wire's enum, index plus one. */
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
  'canary',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/**
 * `before` is the status that canceling was entered from, and `received` where `implied` applies: then a receipt is applied
 * first [M2].
 */
type Target = { to: Status | 'before'; event: EventKind; implied?: true; late?: true; beforeBecomes?: Status }
type Row = Partial<Record<Input, Target>>

const results = (implied: boolean): Row => ({
  succeed: { to: 'succeeded', event: 'succeeded', ...(implied && { implied }) },
  fail: { to: 'failed', event: 'failed', ...(implied && { implied }) },
  reject: { to: 'rejected', event: 'rejected', ...(implied && { implied }) },
})
const removal: Row = { remove: { to: 'removed', event: 'removed' } }
const lateResults: Row = {
  succeed: { to: 'succeeded', event: 'corrected', late: true },
  fail: { to: 'failed', event: 'corrected', late: true },
}

export const TRANSITIONS: Record<Status, Row> = {
  // A device's word about a queued message is the late answer to an earlier attempt.
  queued: {
    send: { to: 'sent', event: 'sent' },
    receipt: { to: 'received', event: 'received' },
    progress: { to: 'running', event: 'progress', implied: true },
    ...results(true),
    defer: { to: 'deferred', event: 'deferred', implied: true },
    cancel: { to: 'canceled', event: 'canceled' },
    supersede: { to: 'superseded', event: 'superseded' },
    expire: { to: 'expired', event: 'expired' },
    ...removal,
  },
  sent: {
    receipt: { to: 'received', event: 'received' },
    progress: { to: 'running', event: 'progress', implied: true },
    ...results(true),
    defer: { to: 'deferred', event: 'deferred', implied: true },
    retry: { to: 'queued', event: 'requeued' },
    exhaust: { to: 'failed', event: 'failed' },
    cancel: { to: 'canceling', event: 'canceling' },
    expire: { to: 'expired', event: 'expired' },
    ...removal,
  },
  received: {
    progress: { to: 'running', event: 'progress' },
    ...results(false),
    defer: { to: 'deferred', event: 'deferred' },
    cancel: { to: 'canceling', event: 'canceling' },
    time_out: { to: 'timed_out', event: 'timed_out' },
    ...removal,
  },
  running: {
    progress: { to: 'running', event: 'progress' },
    succeed: { to: 'succeeded', event: 'succeeded' },
    fail: { to: 'failed', event: 'failed' },
    cancel: { to: 'canceling', event: 'canceling' },
    time_out: { to: 'timed_out', event: 'timed_out' },
    ...removal,
  },
  deferred: {
    resume: { to: 'queued', event: 'requeued' },
    ready: { to: 'queued', event: 'requeued' },
    cancel: { to: 'canceled', event: 'canceled' },
    supersede: { to: 'superseded', event: 'superseded' },
    expire: { to: 'expired', event: 'expired' },
    ...removal,
  },
  // The device may still say what it said before it saw the cancel: that changes what a refusal returns to.
  canceling: {
    receipt: { to: 'canceling', event: 'received', beforeBecomes: 'received' },
    progress: { to: 'canceling', event: 'progress', beforeBecomes: 'running', implied: true },
    succeed: { to: 'succeeded', event: 'succeeded', implied: true },
    fail: { to: 'failed', event: 'failed', implied: true },
    cancel_accepted: { to: 'canceled', event: 'canceled' },
    // Who goes on with it has it.
    cancel_refused: { to: 'before', event: 'cancel_refused', implied: true },
    time_out: { to: 'timed_out', event: 'timed_out' },
    ...removal,
  },
  succeeded: {},
  failed: {},
  rejected: {},
  expired: lateResults,
  timed_out: lateResults,
  canceled: {},
  superseded: {},
  removed: {},
}

/** What `step` needs to know of a message. */
export type MachineState = {
  status: Status
  /** The status that canceling was entered from. */
  before?: Status
  /** Sendings so far. A device can't answer what was never sent. */
  attempt: number
  late: boolean
  /** When it became final, for the grace of M5. */
  endedAt?: number
}

export type Step = { state: MachineState; events: EventKind[] } | { refused: 'ILLEGAL' | 'NEVER_SENT' | 'GRACE_OVER' }

/** What becomes of a message when `input` happens at `now`. Pure; repeats and conflicts of results are the caller's [M4]. */
export function step(state: MachineState, input: Input, now: number, lateGraceMs: number): Step {
  const target = TRANSITIONS[state.status][input]
  if (!target) return { refused: 'ILLEGAL' }
  if (state.attempt === 0 && (DEVICE_INPUTS as readonly Input[]).includes(input)) return { refused: 'NEVER_SENT' }
  if (target.late) {
    if (state.attempt === 0) return { refused: 'NEVER_SENT' }
    if (now > (state.endedAt ?? 0) + lateGraceMs) return { refused: 'GRACE_OVER' }
  }
  const implied = target.implied === true && isWithoutEvidence(state)
  const underneath = implied ? 'received' : (state.before ?? 'received')
  const status = target.to === 'before' ? underneath : target.to
  const before = input === 'cancel' && status === 'canceling' ? state.status : (target.beforeBecomes ?? state.before)
  const next: MachineState = {
    status,
    attempt: state.attempt + (input === 'send' ? 1 : 0),
    late: state.late || target.late === true,
    ...(status === 'canceling' && before ? { before } : {}),
    ...(isFinal(status) ? { endedAt: now } : {}),
  }
  return { state: next, events: implied ? ['received', target.event] : [target.event] }
}

/** The server's word only: no receipt of the newest attempt is here. */
function isWithoutEvidence({ status, before }: MachineState): boolean {
  const underneath = status === 'canceling' ? before : status
  return underneath === 'queued' || underneath === 'sent'
}
