import type { Hook__Output } from '../../proto/gen/sotto/v1/Hook.ts'

/** What a handler gets. */
export type ActionContext = {
  readonly messageId: string
  readonly action: string
  /** The content, parsed. */
  readonly params: unknown
  /** The JSON text as it came. */
  readonly content: string
  readonly attempt: number
  /** Without progress for so long, the server ends the message as `timed_out`. */
  readonly leaseSeconds: number
  readonly hook: Hook__Output | null
  /** [A6] W3C trace context, for what the handler calls. '': nobody traces. */
  readonly traceparent: string
  /** [A6] What goes with it, as it came. '': nothing. */
  readonly tracestate: string
  /** Aborted by a cancel, by `completeBySeconds`, and when the agent closes; `signal.reason` is a `Stopped`. */
  readonly signal: AbortSignal
  /** [D1] This action was begun before, and the agent ended in the middle of it. Only for those named as resumable. */
  readonly resumed: boolean
  /** Renews the lease. Says at most four a second; the newest counts. */
  progress(percent: number, note?: string): void
}

/** Gives the output: a string as it is, anything else as JSON, nothing as the empty text. Or throws. Or `defer(…)`. */
export type Handler = (context: ActionContext) => unknown

/** Thrown by a handler: this device will not do it, and nothing was done. Possible until the first progress. */
export class Rejected extends Error {
  override readonly name = 'Rejected'
  readonly code: string
  constructor(code: string, detail = '') {
    super(detail)
    this.code = code
  }
}

/** Thrown by a handler: it was tried and did not work out. Any other error is `failed` with the code `ERROR`. */
export class Failed extends Error {
  override readonly name = 'Failed'
  readonly code: string
  /** What came out of it all the same. */
  readonly output: string
  constructor(code: string, detail = '', output = '') {
    super(detail)
    this.code = code
    this.output = output
  }
}

/** Why `signal` was aborted. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly why: 'canceled' | 'deadline' | 'closing' | 'unenrolled'
  constructor(why: Stopped['why']) {
    super(`The action was stopped: ${why}.`)
    this.why = why
  }
}

/** "Not now": until a time, or until `agent.deferReady(messageId)` says that the condition holds. */
export type Deferral = { reason: string } & ({ untilAt: number } | { afterMs: number } | { trigger: string })

const DEFERRED = Symbol('deferred')
export type DeferRequest = { [DEFERRED]: Deferral }

/** `return defer({ afterMs: 60_000, reason: 'on battery' })`. Before anything was done, and before any progress. */
export const defer = (deferral: Deferral): DeferRequest => ({ [DEFERRED]: deferral })

export const deferralOf = (output: unknown): Deferral | undefined =>
  typeof output === 'object' && output !== null && DEFERRED in output ? (output as DeferRequest)[DEFERRED] : undefined
