import type { ErrorDetail__Output } from '../../../proto/gen/sotto/v1/ErrorDetail.ts'

/** What the gateway refused, or why it could not be asked. `message` is a sentence for people that says what to do. */
export class Problem extends Error {
  override name = 'Problem'
  /** A code of the error registry (NOT_FOUND, …), or OFFLINE where no answer came. */
  readonly reason: string
  /** The field that is wrong, as a path; empty: none. */
  readonly field: string
  readonly retryAfterMs: number

  constructor(detail: Partial<ErrorDetail__Output>) {
    super(detail.message || 'The gateway gave an answer that this console does not understand. Load the page again.')
    this.reason = detail.reason || 'UNKNOWN'
    this.field = detail.field ?? ''
    this.retryAfterMs = detail.retryAfterMs ?? 0
  }

  static offline(cause: unknown): Problem {
    const problem = new Problem({
      reason: 'OFFLINE',
      message:
        'The gateway does not answer. Check that it runs and that this machine reaches it; the page tries again.',
    })
    problem.cause = cause
    return problem
  }

  /** No one is logged in, or the key behind the login does not work any more. */
  get endsLogin(): boolean {
    return this.reason === 'UNAUTHENTICATED' || this.reason === 'KEY_EXPIRED'
  }

  /** Whether the same call may go well in a moment. */
  get passes(): boolean {
    return ['OFFLINE', 'STORE_UNAVAILABLE', 'SHUTTING_DOWN', 'RATE_LIMITED'].includes(this.reason)
  }
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem({ message: `Something went wrong in this page: ${String(error)}` })
