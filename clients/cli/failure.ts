import { EXIT, type ExitCode } from './exit-codes.ts'

/** A failure with its exit code. The message says what, why and what to do. */
export class Failure extends Error {
  readonly exitCode: ExitCode
  /** For programs; the server's own where it has one. */
  readonly reason: string

  constructor(exitCode: ExitCode, reason: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'Failure'
    this.exitCode = exitCode
    this.reason = reason
  }
}

export const usage = (message: string): Failure => new Failure(EXIT.USAGE, 'USAGE', message)

const BY_REASON: Record<string, ExitCode> = {
  UNREACHABLE: EXIT.UNREACHABLE,
  NO_ANSWER: EXIT.UNREACHABLE,
  UNTRUSTED: EXIT.UNREACHABLE,
  UNIMPLEMENTED: EXIT.UNREACHABLE,
  WAIT_TIMEOUT: EXIT.WAIT_TIMEOUT,
  GAP: EXIT.GAP,
  BAD_INPUT: EXIT.USAGE,
}

const BY_CODE: Record<string, ExitCode> = {
  invalid_argument: EXIT.USAGE,
  unavailable: EXIT.UNREACHABLE,
  deadline_exceeded: EXIT.UNREACHABLE,
  unauthenticated: EXIT.NOT_PERMITTED,
  permission_denied: EXIT.NOT_PERMITTED,
  not_found: EXIT.NOT_FOUND,
  resource_exhausted: EXIT.LIMITED,
  already_exists: EXIT.REFUSED,
  failed_precondition: EXIT.REFUSED,
  aborted: EXIT.REFUSED,
}

/** Any error as a failure. The SDK's are known by their form, so that no command has to load it to fail. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (isSottoError(error)) {
    const { code, reason, field } = error
    const exitCode = BY_REASON[reason] ?? BY_CODE[code] ?? EXIT.FAILED
    return new Failure(exitCode, reason, field ? `${error.message} (field: ${field})` : error.message, error)
  }
  const text = error instanceof Error ? error.message : String(error)
  return new Failure(
    EXIT.FAILED,
    'UNEXPECTED',
    `This failed unexpectedly: ${text}. With SOTTO_DEBUG=1 it says where.`,
    error,
  )
}

function isSottoError(error: unknown): error is Error & { code: string; reason: string; field: string } {
  return error instanceof Error && error.name === 'SottoError' && 'reason' in error
}
