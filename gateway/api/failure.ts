import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { type GrpcStatus, SottoError } from '../../core/errors.ts'
import type { ErrorDetail, ErrorDetail__Output } from '../../proto/gen/sotto/v1/ErrorDetail.ts'
import { codec } from '../../proto/index.ts'
import { JsonProblem } from '../../proto/json.ts'

/** [A2] Whatever was thrown, as an error of the registry: what nobody foresaw is INTERNAL, and `onUnforeseen` hears of it. */
export function asSottoError(error: unknown, requestId: string, onUnforeseen: (error: unknown) => void): SottoError {
  if (error instanceof SottoError) return error
  if (error instanceof JsonProblem) return ofJson(error)
  const ofTheStore = storeError(error)
  if (ofTheStore) return ofTheStore
  onUnforeseen(error)
  return new SottoError('INTERNAL', { detail: requestId, cause: error })
}

function ofJson(problem: JsonProblem): SottoError {
  const field = problem.path
  if (problem.kind === 'unknown_field') return new SottoError('UNKNOWN_FIELD', { field, cause: problem })
  if (field === '') return new SottoError('MALFORMED_REQUEST', { detail: `it ${problem.message}`, cause: problem })
  return new SottoError('INVALID_FIELD', { detail: `${field} ${problem.message}`, field, cause: problem })
}

const STORE_AWAY = /^(LOADING|CLUSTERDOWN|MASTERDOWN|READONLY|TRYAGAIN|MISCONF|NOREPLICAS|BUSY) /
const NO_CONNECTION =
  /Connection is closed|Command timed out|Stream isn't writeable|Cluster isn't ready|Too many Cluster redirections|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*sock|ETIMEDOUT/
const STORE_RETRY_MS = 1_000

/** A Redis that is full, or away [B1]. */
function storeError(error: unknown): SottoError | undefined {
  if (!(error instanceof Error)) return undefined
  if (/^(ERR )?.*\bOOM command not allowed/.test(error.message))
    return new SottoError('STORE_FULL', { retryAfterMs: STORE_RETRY_MS, cause: error })
  const away =
    error.name === 'MaxRetriesPerRequestError' ||
    error.name === 'ClusterAllFailedError' ||
    STORE_AWAY.test(error.message) ||
    NO_CONNECTION.test(error.message)
  return away ? new SottoError('STORE_UNAVAILABLE', { retryAfterMs: STORE_RETRY_MS, cause: error }) : undefined
}

/** As the wire has it: the trailer `sotto-error-bin` over gRPC, a part of the body over HTTP. */
export const errorDetail = (error: SottoError): ErrorDetail => ({
  code: error.status,
  message: error.message,
  reason: error.code,
  field: error.field ?? '',
  retryAfterMs: Math.min(Math.ceil(error.retryAfterMs), 2 ** 32 - 1),
})

export const errorDetailCodec = codec<ErrorDetail, ErrorDetail__Output>('ErrorDetail')

export const ERROR_TRAILER = 'sotto-error-bin'

/** What a gRPC call ends with. Also for streams: `call.emit('error', grpcFailure(error))`. */
export function grpcFailure(error: SottoError): Pick<ServiceError, 'code' | 'details' | 'metadata'> {
  const metadata = new Metadata()
  metadata.set(ERROR_TRAILER, Buffer.from(errorDetailCodec.encode(errorDetail(error))))
  return { code: status[grpcName(error.status)], details: error.message, metadata }
}
const grpcName = (word: GrpcStatus) => word.toUpperCase() as Uppercase<GrpcStatus>

/** The Connect protocol's table. */
export const HTTP_STATUS: Record<GrpcStatus, number> = {
  invalid_argument: 400,
  failed_precondition: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  already_exists: 409,
  aborted: 409,
  resource_exhausted: 429,
  internal: 500,
  unimplemented: 501,
  unavailable: 503,
  deadline_exceeded: 504,
}
