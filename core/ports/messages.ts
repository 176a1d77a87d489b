import type { Clocks } from '../clocks.ts'
import type { Refusal } from '../errors.ts'
import type { DeviceInput, Status } from '../message.ts'

/** Where messages of one tenant's slice of devices live: one Redis slot. */
export type Place = { tenant: string; partition: number }

/** The part that all messages of a command share; stored once a partition. */
export type CommandRecord = {
  commandId: string
  action: string
  /** JSON text of the parameters, and its SHA-256 in hex. */
  content: string
  contentSha256: string
  hook: { applications: string[]; program: string; arguments: string[]; interrupt: boolean }
  clocks: Clocks
  concurrencyKey: string
  tags: string[]
  supersede: boolean
  /** The key that submitted it. */
  actor: string
  acceptedAt: number
  /** [A6] W3C trace context of its submit, and what the caller's systems carry with it. Absent: nobody traces. */
  traceparent?: string
  tracestate?: string
}

export type Outcome = { code: string; detail: string; output: string }

export type MessageRecord = {
  messageId: string
  /** Counts its events. */
  revision: number
  device: string
  status: Status
  /** The status that canceling was entered from. */
  before: Status | undefined
  attempt: number
  /** Sendings on a live channel that got no receipt. */
  tries: number
  updatedAt: number
  /** When the next of its own clocks ends; 0: none runs. */
  dueAt: number
  receivedAt: number
  session: string
  late: boolean
  reason: string
  percent: number
  note: string
  outcome: Outcome | undefined
  conflicts: Outcome[]
}

/** [M11] An idempotency key, and the body that it is used with. */
export type Binding = { idempotencyKey: string; bodySha256: string }
/** What an idempotency key stands for. */
export type Bound = { commandId: string; bodySha256: string }

export type SubmitProblem = { code: 'UNKNOWN_DEVICE' | 'DEVICE_REVOKED' | 'DEVICE_BACKLOG_FULL'; index: number }

/** A message taken for sending, with all that the frame needs. */
export type Claimed = {
  messageId: string
  device: string
  epoch: number
  attempt: number
  command: CommandRecord & { deliverByAt: number }
  node: string
  channel: number
  wire: 'socketio' | 'grpc'
}
export type ClaimedCancel = {
  messageId: string
  device: string
  node: string
  channel: number
  wire: 'socketio' | 'grpc'
}
export type Claim = {
  messages: Claimed[]
  cancels: ClaimedCancel[]
  canaries: string[] /** There is more: claim again. */
  more: boolean
  /** [M10] Of a worker that stays: devices rest, and the first of them is to be looked at after this time. */
  againMs?: number
}

/** A worker that waits for more, and since which of its claims. */
export type Waiter = { name: string; turn: number }

/** One thing a device said. `channel` and `session` are those of the channel it came by. */
export type Report = {
  input: DeviceInput
  messageId: string
  device: string
  channel: number
  /** As the frame bore it [S4]. */
  session: string
  /** receipt: the attempt that it answers. */
  attempt?: number
  /** receipt: what it has. results: set when the result is its own receipt. */
  contentSha256?: string
  content?: string
  /** receipt, results: [A6] */
  traceparent?: string
  /** progress */
  sequence?: number
  percent?: number
  /** progress: note; defer, cancel: reason */
  note?: string
  /** defer; 0: only the trigger ends it */
  untilAt?: number
  outcome?: Outcome
}
export type ReportAnswer = 'stored' | 'repeated' | Refusal

export type SubmitOptions = {
  /** A device that can't take its message gets it as `removed` instead of a problem: it could a moment ago. */
  force: boolean
  /** Is bound to the command with it, and not bound when there is a problem. */
  binding?: Binding | undefined
  /** A part of a command for a fleet: however large, it may be handed to the worker at once (store/redis/functions/shared/hand.lua). */
  isFleet?: boolean
}

/**
 * The state of messages. Every change is a compare-and-set that appends its hook event in the same atomic step [M6]; a
 * call may be repeated at will. `kick` above 0 asks the caller to put a job with this number in the work queue: the
 * partition has something to send and no job is on its way. (Lost kicks are found by `sweep`.)
 */
export type Messages = {
  /** [M11] Binds the key to the command, or tells which command and body it is bound to. */
  reserve(tenant: string, binding: Binding, commandId: string): Promise<Bound>
  /** Unbinds the key from a command that was refused before anything of it was stored. */
  release(tenant: string, binding: Binding, commandId: string): Promise<void>
  /** Keeps what a fleet was resolved to, so that a repetition means the same devices; gives what was kept first: `devices` itself, if it is that. */
  keepTargets(tenant: string, commandId: string, devices: string[]): Promise<string[]>
  /** Whether all devices could take their message now, or have it; nothing is written. */
  check(place: Place, items: { messageId: string; device: string }[]): Promise<SubmitProblem | undefined>
  /** All or nothing; at most BATCH_ITEMS_MAX. Messages that exist are left as they are. `bound`: the key was bound already, and nothing is stored. */
  submit(
    place: Place,
    command: CommandRecord,
    items: { messageId: string; device: string }[],
    options: SubmitOptions,
  ): Promise<{ problem?: SubmitProblem; bound?: Bound; kick: number }>
  /**
   * Takes what can be sent now, in order [M9], within each channel's window [M10]. Messages become `sent`.
   * @param waiter who stays when there is no more, and is woken instead of a kick (core/ports/wakes.ts)
   */
  claim(place: Place, itemsMax: number, waiter?: Waiter): Promise<Claim>
  /** At most BATCH_ITEMS_MAX; answers in the same order. */
  report(place: Place, reports: Report[]): Promise<{ answers: ReportAnswer[]; kick: number }>
  cancel(
    place: Place,
    messageIds: string[],
  ): Promise<{ outcomes: ('canceled' | 'asked' | 'unchanged' | 'unknown')[]; kick: number }>
  /** Ends what the clocks have ended, frees what waited for a time, at most itemsMax. `more`: call again. */
  sweep(place: Place, itemsMax: number): Promise<{ kick: number; handled: number; more: boolean }>
  /** [B3] Cuts hook events older than the retention, in small steps. */
  trim(place: Place, keepMs: number): Promise<number>
  /** Puts a canary into what can be sent; the claim gives it back [B6]. */
  canary(place: Place, token: string): Promise<{ kick: number }>
  /** Appends the canary's event to the log. */
  canarySeen(place: Place, token: string): Promise<void>

  get(
    tenant: string,
    messageId: string,
  ): Promise<{ message: MessageRecord; command: CommandRecord & { deliverByAt: number } } | undefined>
  command(
    tenant: string,
    commandId: string,
  ): Promise<
    | { command: CommandRecord & { deliverByAt: number }; messages: number; finals: Partial<Record<Status, number>> }
    | undefined
  >
  /** Newest first; `after` is the last message id of the page before. */
  listByCommand(tenant: string, commandId: string, after: string | undefined, count: number): Promise<string[]>
  listByDevice(tenant: string, device: string, after: string | undefined, count: number): Promise<string[]>
  getMany(
    tenant: string,
    messageIds: string[],
  ): Promise<{ message: MessageRecord; command: CommandRecord & { deliverByAt: number } }[]>
  /** What explain needs beside the message [M13]. */
  circumstances(
    tenant: string,
    message: MessageRecord,
    concurrencyKey: string,
  ): Promise<{ online: boolean; lastSeenAt: number; unreceipted: number; keyHolder: string | undefined; ahead: number }>
  /** Messages by status of one tenant, as counted by every change. */
  counts(tenant: string): Promise<Partial<Record<Status, number>>>
}
