import { randomUUID } from 'node:crypto'
import {
  type Metadata,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type sendUnaryData,
  type UntypedHandleCall,
} from '@grpc/grpc-js'
import { ReflectionService } from '@grpc/reflection'
import { HealthImplementation } from 'grpc-health-check'
import type { Config } from '../../core/config.ts'
import { SottoError } from '../../core/errors.ts'
import { REQUEST_BYTES_MAX } from '../../core/limits.ts'
import { readCarried } from '../../core/traceparent.ts'
import { packageDefinition } from '../../proto/index.ts'
import type { Caller } from './caller.ts'
import type { Calls } from './calls.ts'
import { grpcFailure } from './failure.ts'
import type { Requests } from './handler.ts'
import { METHODS, type MethodName } from './methods.ts'
import type { ServedStreams } from './served-stream.ts'
import { grpcCredentials, type TlsFiles } from './tls.ts'

/** Streams of one connection; a subscriber or a device needs one, a pool of unary calls some more. */
const STREAMS_PER_CONNECTION_MAX = 1_000
/** HTTP/2 session memory of one connection, MB: what grpc-js may hold for a peer that reads slowly. */
const SESSION_MEMORY_MB_MAX = 32
const HEADER_PAIRS_MAX = 64

/** A frozen peer is noticed within a heartbeat and its timeout [S6]; the defaults of grpc-js never notice it. */
const serverOptions = ({ heartbeatSeconds, heartbeatTimeoutSeconds }: HeartbeatConfig) => ({
  'grpc.enable_channelz': 0,
  'grpc.keepalive_time_ms': heartbeatSeconds * 1_000,
  'grpc.keepalive_timeout_ms': heartbeatTimeoutSeconds * 1_000,
  'grpc.max_concurrent_streams': STREAMS_PER_CONNECTION_MAX,
  'grpc.max_receive_message_length': REQUEST_BYTES_MAX,
  'grpc-node.max_session_memory': SESSION_MEMORY_MB_MAX,
})
type HeartbeatConfig = Pick<Config, 'heartbeatSeconds' | 'heartbeatTimeoutSeconds'>

/** What a stream may change of its definition: `responseSerialize: (bytes) => bytes` where frames are encoded already. */
export type StreamCodec = Partial<Pick<MethodDefinition<object, object>, 'requestDeserialize' | 'responseSerialize'>>

export type GrpcApi = {
  readonly server: Server
  /** The streams of a service: `addStreams('DeviceService', { Connect: handler })`. Before `listen`. */
  addStreams(service: string, handlers: Record<string, UntypedHandleCall>, codecs?: Record<string, StreamCodec>): void
  listen(): Promise<{ host: string; port: number }>
  /** Health says SERVING or NOT_SERVING from now on. */
  setServing(serving: boolean): void
  /** Ends unary calls in hand, then cuts what is left after `graceMs`. Streams end by themselves before, or are cut. */
  close(graceMs: number): Promise<void>
}

/** Every call that has a handler, the streams that are added, health, reflection. */
export function createGrpcApi(options: {
  config: Pick<Config, 'grpcHost' | 'grpcPort'> & HeartbeatConfig
  calls: Calls
  streams?: ServedStreams
  tls: TlsFiles | undefined
}): GrpcApi {
  const { config, calls, streams, tls } = options
  const server = new Server(serverOptions(config))
  const healthy: string[] = []
  for (const [service, definition] of servicesOfPackage()) {
    const unary = Object.entries(definition).filter(([name]) => isUnaryAndServed(calls, service, name))
    healthy.push(`sotto.v1.${service}`)
    const streaming = Object.entries(definition).filter(([name]) => isServedStream(calls, service, name))
    const served = [...unary, ...(streams ? streaming : [])]
    if (served.length === 0) continue
    server.addService(
      Object.fromEntries(served.map(([name, method]) => [name, withCheckedRequest(method)])),
      Object.fromEntries([
        ...unary.map(([name]) => [name, unaryHandler(calls, `${service}/${name}` as MethodName)]),
        ...streaming.map(([name]) => [name, streamHandler(calls, streams!, `${service}/${name}` as MethodName)]),
      ]),
    )
  }
  const health = new HealthImplementation(Object.fromEntries(['', ...healthy].map((name) => [name, 'NOT_SERVING'])))
  health.addToServer(server)
  new ReflectionService(packageDefinition).addToServer(server)

  return {
    server,
    addStreams(service, handlers, codecs = {}) {
      const definition = servicesOfPackage().get(service) ?? {}
      const methods = Object.keys(handlers).map((name) => [name, { ...definition[name]!, ...codecs[name] }])
      server.addService(Object.fromEntries(methods), handlers)
    },
    listen: () =>
      new Promise((resolve, reject) => {
        const { grpcHost: host, grpcPort } = config
        const credentials = tls ? grpcCredentials(tls) : ServerCredentials.createInsecure()
        server.bindAsync(`${host.includes(':') ? `[${host}]` : host}:${grpcPort}`, credentials, (error, port) =>
          error ? reject(error) : resolve({ host, port }),
        )
      }),
    setServing(serving) {
      for (const name of ['', ...healthy]) health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING')
    },
    close: (graceMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.forceShutdown(), graceMs)
        server.tryShutdown(() => {
          clearTimeout(cut)
          resolve()
        })
      }),
  }
}

function servicesOfPackage(): Map<string, ServiceDefinition> {
  const found = new Map<string, ServiceDefinition>()
  for (const method of METHODS.keys()) {
    const service = method.split('/')[0]!
    found.set(service, packageDefinition[`sotto.v1.${service}`] as ServiceDefinition)
  }
  return found
}

function isUnaryAndServed(calls: Calls, service: string, name: string): boolean {
  const method = METHODS.get(`${service}/${name}`)
  return method !== undefined && !method.streams && calls.handlerOf(method.name) !== undefined
}

function isServedStream(calls: Calls, service: string, name: string): boolean {
  const method = METHODS.get(`${service}/${name}`)
  return method?.streams === true && calls.streamOf(method.name) !== undefined
}

/** Bytes that are no such message: grpc-js would say INTERNAL, and without our trailer [A2]. */
const MALFORMED = Symbol('malformed')

function withCheckedRequest(method: MethodDefinition<object, object>): MethodDefinition<object, object> {
  return {
    ...method,
    requestDeserialize(bytes) {
      try {
        return method.requestDeserialize(bytes)
      } catch (error) {
        return { [MALFORMED]: error }
      }
    },
  }
}

function unaryHandler(calls: Calls, method: MethodName): UntypedHandleCall {
  return (call: ServerUnaryCall<object, object>, callback: sendUnaryData<object>) => {
    const requestId = randomUUID()
    answer(calls, method, call, requestId).then(
      (response) => {
        calls.answered(method, 'grpc')
        callback(null, response)
      },
      (error) => callback(grpcFailure(calls.failed(method, 'grpc', requestId, error))),
    )
  }
}

type StreamCall = ServerWritableStream<object, object> | ServerDuplexStream<object, object>

function streamHandler(calls: Calls, streams: ServedStreams, method: MethodName): UntypedHandleCall {
  return (call: StreamCall) => {
    const requestId = randomUUID()
    const gone = new AbortController()
    for (const event of ['cancelled', 'error', 'close'] as const) call.on(event, () => gone.abort())
    const write = async (message: object): Promise<void> => {
      if (gone.signal.aborted || call.write(message)) return
      await new Promise<void>((resolve) => {
        call.once('drain', resolve)
        gone.signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
    const request = 'request' in call ? call.request : requestsOf(call)
    admitted(calls, method, { metadata: call.metadata, request }, requestId)
      .then((caller) => streams.serve(method, request, caller, { write, gone: gone.signal }))
      .then(
        () => {
          calls.answered(method, 'grpc')
          call.end()
        },
        (error: unknown) => {
          const failure = calls.failed(method, 'grpc', requestId, error)
          if (!gone.signal.aborted) call.emit('error', grpcFailure(failure))
        },
      )
  }
}

function requestsOf(call: ServerDuplexStream<object, object>): Requests<object> {
  return async function* (until) {
    let arrived: (request?: object) => void = () => undefined
    let isOver = false
    const end = (): void => {
      isOver = true
      arrived()
    }
    call.on('data', (request: object) => {
      call.pause()
      arrived(request)
    })
    call.on('end', end)
    until.addEventListener('abort', end, { once: true })
    while (!isOver && !until.aborted) {
      const request = await new Promise<object | undefined>((resolve) => {
        arrived = resolve
        call.resume()
      })
      if (!request) return
      refuseMalformed(request)
      yield request
    }
  }
}

async function answer(calls: Calls, method: MethodName, call: ServerUnaryCall<object, object>, requestId: string) {
  return calls.run(method, call.request, await admitted(calls, method, call, requestId))
}

type Requested = { metadata: Metadata; request: object }

async function admitted(calls: Calls, method: MethodName, call: Requested, requestId: string): Promise<Caller> {
  if (Object.keys(call.metadata.getMap()).length > HEADER_PAIRS_MAX)
    throw new SottoError('MALFORMED_REQUEST', { detail: `it has more than ${HEADER_PAIRS_MAX} headers` })
  const { metadata } = call
  const carried = readCarried(headerOf(metadata, 'traceparent') ?? '', metadata.get('tracestate').join(','))
  const caller = await calls.admit(method, authorizationOf(metadata), requestId, carried)
  refuseMalformed(call.request)
  return caller
}

function refuseMalformed(request: object): void {
  if (MALFORMED in request)
    throw new SottoError('MALFORMED_REQUEST', { detail: 'its bytes are no such message', cause: request[MALFORMED] })
}

/** The header that `guard.admit` takes; also of streams. */
export const authorizationOf = (metadata: Metadata): string | undefined => headerOf(metadata, 'authorization')

const headerOf = (metadata: Metadata, name: string): string | undefined => metadata.get(name)[0]?.toString()
