import { setMaxListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import {
  type CallOptions,
  ChannelCredentials,
  type ChannelOptions,
  type ClientUnaryCall,
  Metadata,
  type requestCallback,
  type ServiceError,
  status,
} from '@grpc/grpc-js'
import { sotto } from '../../proto/index.ts'
import { createReplaceableChannel } from './replaceable-channel.ts'
import { DEFAULT_RETRY, ONCE, type RetryPolicy, retried } from './retry.ts'
import { SottoError, toSottoError } from './sotto-error.ts'

export type TlsOptions = {
  /** PEM of the certificate authority, or the path of a file that holds it. Default: those that Node trusts. */
  ca?: string | Buffer
  /** PEM or path: for servers that ask for a client's certificate. */
  cert?: string | Buffer
  key?: string | Buffer
  /** The name that the certificate must have, where the address is another. */
  serverName?: string
}

export type ConnectionOptions = {
  /** `host:port` of the gRPC API. */
  address: string
  /** An API key's secret [A4]. Never logged. */
  key: string
  /** Default: TLS, unless the host is this machine. `false` sends the key in the clear: for proxies that end TLS. */
  tls?: TlsOptions | false
  retry?: Partial<RetryPolicy>
  /** How long one try may take. Default 10,000 ms. */
  callTimeoutMs?: number
}

/** Calls that may be made again, and calls that may not: a second CreateKey makes a second key. */
export type Repeatable = 'repeatable' | 'once'

export type Connection = {
  address: string
  commands: InstanceType<typeof sotto.CommandService>
  fleet: InstanceType<typeof sotto.FleetService>
  access: InstanceType<typeof sotto.AccessService>
  hooks: InstanceType<typeof sotto.HookService>
  observe: InstanceType<typeof sotto.ObserveService>
  operate: InstanceType<typeof sotto.OperateService>
  /** `authorization`, for streams. */
  metadata(): Metadata
  /** One unary call with a deadline, errors as SottoError, and repeats where they are safe. */
  call<Response>(kind: Repeatable, start: UnaryStart<Response>): Promise<Response>
  /** What may be done again, done again where that can help. */
  repeat<Result>(once: () => Promise<Result>): Promise<Result>
  /** Aborted when the connection closes: what runs on it ends then. */
  closed: AbortSignal
  close(): void
}

/** The rest of a generated method's arguments, after the request; or what behaves so. */
export type UnaryStart<Response> = (
  metadata: Metadata,
  options: CallOptions,
  callback: requestCallback<Response>,
) => Pick<ClientUnaryCall, 'cancel'>

const CALL_TIMEOUT_MS = 10_000
/** What gRPC gives a connection to come to stand (MIN_CONNECT_TIMEOUT of its connection backoff protocol). */
const CONNECT_MS = 20_000
/** Calls in a row that got no answer in time, until the connection is taken for dead. */
const UNANSWERED_MAX = 3
/** A result of 128 KiB in a page of 500 would be more than grpc-js takes by default. */
const RECEIVE_BYTES_MAX = 72 * 1024 * 1024

const CHANNEL_OPTIONS: ChannelOptions = {
  'grpc.enable_channelz': 0,
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 5_000,
  'grpc.max_receive_message_length': RECEIVE_BYTES_MAX,
  'grpc-node.flow_control_window': 4 * 1024 * 1024,
}

export function openConnection(options: ConnectionOptions): Connection {
  const { address } = options
  requireAddress(address)
  const credentials = credentialsOf(options)
  // The same channel for all services: one TCP connection, one backoff.
  const channel = createReplaceableChannel(address, credentials, channelOptions(options.tls), CONNECT_MS)
  const shared = { channelOverride: channel }
  const commands = new sotto.CommandService(address, credentials, shared)
  const fleet = new sotto.FleetService(address, credentials, shared)
  const access = new sotto.AccessService(address, credentials, shared)
  const hooks = new sotto.HookService(address, credentials, shared)
  const observe = new sotto.ObserveService(address, credentials, shared)
  const operate = new sotto.OperateService(address, credentials, shared)
  const closing = new AbortController()
  // Every call under way listens; Node would take more than ten for a leak, and say so on the application's standard error.
  setMaxListeners(0, closing.signal)
  const policy = { ...DEFAULT_RETRY, ...options.retry }
  const timeoutMs = options.callTimeoutMs ?? CALL_TIMEOUT_MS
  let unanswered = 0

  /**
   * A connection can stand, answer pings and let no call through: a proxy between that still has its client and lost its server. Of
   * one that is silent altogether keepalive needs 40 s to learn. So after a few calls in a row without any answer, there is a new one.
   */
  async function tried<Response>(start: UnaryStart<Response>): Promise<Response> {
    try {
      const response = await once(start, metadata(), timeoutMs, closing.signal)
      unanswered = 0
      return response
    } catch (error) {
      unanswered = (error as Partial<ServiceError>).code === status.DEADLINE_EXCEEDED ? unanswered + 1 : 0
      if (unanswered >= UNANSWERED_MAX && !closing.signal.aborted) {
        unanswered = 0
        channel.replace()
      }
      throw error
    }
  }

  function metadata(): Metadata {
    const headers = new Metadata()
    headers.set('authorization', `Bearer ${options.key}`)
    return headers
  }

  const repeat = <Result>(repeats: RetryPolicy, once: () => Promise<Result>): Promise<Result> =>
    retried(repeats, closing.signal, once, (error) => toSottoError(error, address))

  return {
    address,
    commands,
    fleet,
    access,
    hooks,
    observe,
    operate,
    metadata,
    call: (kind, start) => repeat(kind === 'repeatable' ? policy : ONCE, () => tried(start)),
    repeat: (attempt) => repeat(policy, attempt),
    closed: closing.signal,
    close() {
      closing.abort()
      commands.close()
    },
  }
}

function once<Response>(
  start: UnaryStart<Response>,
  metadata: Metadata,
  timeoutMs: number,
  closed: AbortSignal,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (closed.aborted) return reject(closedError())
    const call = start(metadata, { deadline: Date.now() + timeoutMs }, (error, response) => {
      closed.removeEventListener('abort', cancel)
      if (closed.aborted) reject(closedError())
      else if (error || response === undefined) reject(error ?? new Error('The server answered with nothing.'))
      else resolve(response)
    })
    const cancel = () => call.cancel()
    closed.addEventListener('abort', cancel, { once: true })
  })
}

export function closedError(): SottoError {
  return new SottoError('The client was closed while this was under way. Make a new one to go on.', {
    code: 'canceled',
    reason: 'CLOSED',
  })
}

function requireAddress(address: string): void {
  const port = /^(?:\[[^\]]+\]|[^:/\s]+):(\d{1,5})$/.exec(address)?.[1]
  if (port !== undefined && Number(port) <= 65_535) return
  throw new SottoError(
    `"${address}" is no address: give host:port of the gRPC API, for example 127.0.0.1:7071 or [::1]:7071.`,
    { code: 'invalid_argument', reason: 'BAD_INPUT', field: 'address' },
  )
}

function credentialsOf({ address, tls }: ConnectionOptions): ChannelCredentials {
  if (tls === false || (tls === undefined && isThisMachine(address))) return ChannelCredentials.createInsecure()
  const { ca, cert, key } = tls ?? {}
  try {
    return ChannelCredentials.createSsl(pem(ca), pem(key), pem(cert))
  } catch (cause) {
    throw new SottoError(
      `The TLS files can not be used: ${cause instanceof Error ? cause.message : cause}. Correct their paths.`,
      { code: 'invalid_argument', reason: 'BAD_INPUT', field: 'tls', cause },
    )
  }
}

function channelOptions(tls: TlsOptions | false | undefined): ChannelOptions {
  if (!tls || tls.serverName === undefined) return CHANNEL_OPTIONS
  return { ...CHANNEL_OPTIONS, 'grpc.ssl_target_name_override': tls.serverName }
}

function pem(given: string | Buffer | undefined): Buffer | null {
  if (given === undefined) return null
  if (Buffer.isBuffer(given)) return given
  return given.includes('-----BEGIN') ? Buffer.from(given) : readFileSync(given)
}

/** Nothing leaves the machine, so there is nothing to keep from others. */
function isThisMachine(address: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]):/.test(address)
}
