import { type Metadata, type ServiceError, status } from '@grpc/grpc-js'
import type { ErrorDetail, ErrorDetail__Output } from '../../proto/gen/sotto/v1/ErrorDetail.ts'
import { codec } from '../../proto/index.ts'

/** The trailer that comes with every error of the server: a binary sotto.v1.ErrorDetail. */
const DETAIL_TRAILER = 'sotto-error-bin'
const detailCodec = codec<ErrorDetail, ErrorDetail__Output>('ErrorDetail')

export type SottoErrorFacts = {
  /** In Connect's words: `invalid_argument`, `not_found`, `unavailable`, … */
  code: string
  /** The registry's code (`UNKNOWN_DEVICE`, docs/errors.md), or one of the client's own, see `ClientReason`. */
  reason: string
  /** The field of the request that is wrong, as a path: `devices[3]`. Empty: none. */
  field?: string
  /** When trying again can help, after this long. 0: the server did not say. */
  retryAfterMs?: number
  cause?: unknown
}

/**
 * What the client says by itself: no answer came (`UNREACHABLE`, `NO_ANSWER`, `UNTRUSTED`), a wait took too long
 * (`WAIT_TIMEOUT`), events are missing and nobody handles gaps (`GAP`), the caller's own input is wrong
 * (`BAD_INPUT`), or it was closed meanwhile (`CLOSED`).
 */
export type ClientReason = 'UNREACHABLE' | 'NO_ANSWER' | 'UNTRUSTED' | 'WAIT_TIMEOUT' | 'GAP' | 'BAD_INPUT' | 'CLOSED'

/** The one kind of error that the SDK throws. `message` is a sentence that says what, why and what to do. */
export class SottoError extends Error {
  readonly code: string
  readonly reason: string
  readonly field: string
  readonly retryAfterMs: number

  constructor(message: string, facts: SottoErrorFacts) {
    super(message, { cause: facts.cause })
    this.name = 'SottoError'
    this.code = facts.code
    this.reason = facts.reason
    this.field = facts.field ?? ''
    this.retryAfterMs = facts.retryAfterMs ?? 0
  }
}

/** Any failure of a call, as a SottoError; the cause is kept. */
export function toSottoError(error: unknown, address: string): SottoError {
  if (error instanceof SottoError) return error
  if (!isServiceError(error)) {
    const text = error instanceof Error ? error.message : String(error)
    return new SottoError(text, { code: 'internal', reason: 'BAD_INPUT', cause: error })
  }
  const detail = detailOf(error.metadata)
  if (detail) {
    const { code, reason, field, retryAfterMs } = detail
    return new SottoError(detail.message, { code, reason, field, retryAfterMs, cause: error })
  }
  return withoutDetail(error, address)
}

/** Whether the same call, sent again, may end differently. */
export function isTransient(error: SottoError): boolean {
  if (error.reason === 'UNTRUSTED' || error.reason === 'CLOSED') return false
  if (error.code === 'unavailable' || error.code === 'deadline_exceeded') return true
  return error.reason === 'RATE_LIMITED'
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'metadata' in error && typeof error.code === 'number'
}

function detailOf(metadata: Metadata | undefined): ErrorDetail__Output | undefined {
  const [bytes] = metadata?.get(DETAIL_TRAILER) ?? []
  if (!Buffer.isBuffer(bytes)) return undefined
  try {
    return detailCodec.decode(bytes)
  } catch {
    // Something between us and the server wrote the trailer: the bare status says more than a decoding error would.
    return undefined
  }
}

/** No answer of Sotto's: the network, or something that is not Sotto. */
function withoutDetail(error: ServiceError, address: string): SottoError {
  const code = (status[error.code] ?? 'UNKNOWN').toLowerCase()
  const because = (error.details || error.message).replace(/\s*Resolution note:[\s.]*$/, '').replace(/\.$/, '')
  if (error.code === status.UNAVAILABLE && /certificate|self.signed|altnames|SSL|TLS|unable to verify/i.test(because))
    return new SottoError(
      `The server at ${address} could not be trusted or speaks no TLS: ${because}. Name its certificate authority (ca), or correct the TLS setting.`,
      { code, reason: 'UNTRUSTED', cause: error },
    )
  if (error.code === status.UNAVAILABLE || isCut(error))
    return new SottoError(
      `No Sotto server answers at ${address}: ${because}. Start one ("sotto start"), or correct the address.`,
      { code: 'unavailable', reason: 'UNREACHABLE', cause: error },
    )
  if (error.code === status.DEADLINE_EXCEEDED)
    return new SottoError(
      `The server at ${address} gave no answer in time: ${because}. Look at its log and its load, then try again.`,
      { code, reason: 'NO_ANSWER', cause: error },
    )
  if (error.code === status.UNIMPLEMENTED)
    return new SottoError(
      `What listens at ${address} does not know this call: ${because}. Is it the gRPC port of a Sotto server of this version?`,
      { code, reason: 'UNIMPLEMENTED', cause: error },
    )
  return new SottoError(`The server at ${address} failed: ${because}.`, {
    code,
    reason: status[error.code] ?? 'UNKNOWN',
    cause: error,
  })
}

/** grpc-js calls it INTERNAL when the connection breaks at certain moments; a server that is killed is just away. */
const isCut = ({ code, details }: ServiceError): boolean =>
  code === status.INTERNAL && /RST_STREAM|Session closed|ECONNRESET/.test(details)
