/** [A2] Every error that an application or an operator can be given. docs/errors.md is made from this. */

export type GrpcStatus =
  | 'invalid_argument'
  | 'not_found'
  | 'already_exists'
  | 'permission_denied'
  | 'unauthenticated'
  | 'resource_exhausted'
  | 'failed_precondition'
  | 'aborted'
  | 'unavailable'
  | 'deadline_exceeded'
  | 'unimplemented'
  | 'internal'

const REGISTRY = {
  INVALID_FIELD: ['invalid_argument', 'A field has a value that it can not have: {detail}. Correct it and send again.'],
  UNKNOWN_FIELD: [
    'invalid_argument',
    'The request has a field that this call does not know. Check its spelling against the API.',
  ],
  MALFORMED_REQUEST: [
    'invalid_argument',
    'The request is not what this call takes: {detail}. See the API for its form.',
  ],
  TOO_LARGE: ['invalid_argument', 'A field is larger than it may be: {detail}. Send less, or a reference to it.'],
  TOO_MANY_DEVICES: ['invalid_argument', 'The command is for too many devices: {detail}. Split it, or name a fleet.'],
  DUPLICATE_DEVICE: [
    'invalid_argument',
    'A device is named twice. Each device gets one message a command; name it once.',
  ],
  UNKNOWN_ACTION: [
    'invalid_argument',
    'This tenant has declared its actions, and this is none of them. Declare it with PutAction, or correct the name.',
  ],
  PARAMS_MISMATCH: ['invalid_argument', "The parameters do not fit the action's schema: {detail}."],
  UNKNOWN_DEVICE: [
    'failed_precondition',
    'No such device is enrolled in this tenant. Enrol it first, or correct the identifier.',
  ],
  DEVICE_REVOKED: ['failed_precondition', 'The device was revoked and gets no more messages. Enrol it again.'],
  DEVICE_BACKLOG_FULL: [
    'resource_exhausted',
    'The device has as many open messages as it may have ({detail}). Wait until some have ended, or cancel them.',
  ],
  IDEMPOTENCY_CONFLICT: [
    'already_exists',
    'The idempotency key was used for a request with another body. Use a new key for a new command.',
  ],
  NOT_FOUND: ['not_found', 'There is nothing by this identifier here: {detail}.'],
  UNAUTHENTICATED: [
    'unauthenticated',
    'The call bears no valid API key. Send "authorization: Bearer <key>" with a key that is neither expired nor revoked.',
  ],
  KEY_EXPIRED: ['unauthenticated', 'The API key has expired. Make a new one with "sotto keys create".'],
  PERMISSION_DENIED: ['permission_denied', 'The API key lacks the scope {detail}. Use a key that has it, or make one.'],
  FOREIGN_ORIGIN: [
    'permission_denied',
    'The request bears the cookie of a login, but comes from no page of this server. Use the console at its own address, or send an API key.',
  ],
  BAD_TOKEN: [
    'unauthenticated',
    'The enrolment token is unknown, expired or spent. Make a new one with "sotto enroll".',
  ],
  BAD_CURSOR: [
    'invalid_argument',
    'The cursor is corrupt or of another deployment or tenant. Start from a time, the earliest or the latest.',
  ],
  STALE_GENERATION: [
    'aborted',
    'Another member holds this partition now. Stop acknowledging for it; the new holder reads on from the floor.',
  ],
  SUBSCRIPTION_BUSY: [
    'failed_precondition',
    'The subscription has live members, so its cursor can not be moved. Close them first.',
  ],
  TOO_MANY_STREAMS: [
    'resource_exhausted',
    'The application has as many streams as it may have ({detail}). Close some, or share a subscription.',
  ],
  LIMIT_REACHED: [
    'resource_exhausted',
    'A limit is reached: {detail}. Remove what is not needed, or have the limit raised.',
  ],
  RATE_LIMITED: [
    'resource_exhausted',
    'Too many requests in this time. Wait as long as retry_after_ms says, then go on more slowly.',
  ],
  STORE_FULL: [
    'resource_exhausted',
    'The store has no memory left, so nothing new is accepted; what devices have goes on, what is queued waits. Give Redis more memory.',
  ],
  STORE_UNAVAILABLE: [
    'unavailable',
    'The store can not be reached, so nothing was accepted for certain. Send again with the same idempotency key.',
  ],
  SHUTTING_DOWN: ['unavailable', 'This node is stopping. Send again; another one answers.'],
  UNIMPLEMENTED: ['unimplemented', 'There is no such call: {detail}.'],
  INTERNAL: [
    'internal',
    'Something failed here that should not have. The log has it under the request identifier {detail}.',
  ],
} as const satisfies Record<string, readonly [GrpcStatus, string]>

export type ErrorCode = keyof typeof REGISTRY
export const ERROR_CODES = Object.keys(REGISTRY) as ErrorCode[]
export const errorStatus = (code: ErrorCode): GrpcStatus => REGISTRY[code][0]
export const errorSentence = (code: ErrorCode): string => REGISTRY[code][1]

/** The one kind of error that reaches a caller. Anything else becomes INTERNAL at the edge. */
export class SottoError extends Error {
  readonly code: ErrorCode
  /** A path into the request: `devices[3]`. */
  readonly field: string | undefined
  readonly retryAfterMs: number

  constructor(
    code: ErrorCode,
    options: { detail?: string; field?: string; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(errorSentence(code).replace('{detail}', options.detail ?? 'it'), { cause: options.cause })
    this.name = 'SottoError'
    this.code = code
    this.field = options.field
    this.retryAfterMs = options.retryAfterMs ?? 0
  }

  get status(): GrpcStatus {
    return errorStatus(this.code)
  }
}

/** Why something a device said was not stored: the words of `Refused.code`. Sending it again changes nothing. */
export const REFUSALS = {
  UNKNOWN_MESSAGE: 'No such message is here for this device.',
  STALE_SESSION: 'The session identifier is not that of this device and epoch [S4]. Use the one of the newest welcome.',
  STALE_CHANNEL: 'A newer channel of this device has replaced this one [S3].',
  WRONG_DEVICE: 'The message is for another device.',
  NEVER_SENT: 'The message was not sent yet.',
  ILLEGAL: 'The message is in a status that this can not follow [M2].',
  CONFLICT: 'Another result was accepted before; this one is kept as a conflict [M4].',
  GRACE_OVER: 'The result came after the grace time for late results [M5].',
  TOO_LARGE: 'It is larger than it may be.',
} as const
export type Refusal = keyof typeof REFUSALS
