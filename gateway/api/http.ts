import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import cookies from '@fastify/cookie'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Config } from '../../core/config.ts'
import { SottoError } from '../../core/errors.ts'
import { REQUEST_BYTES_MAX } from '../../core/limits.ts'
import { readCarried } from '../../core/traceparent.ts'
import { fromJson, toJson } from '../../proto/json.ts'
import type { Caller } from './caller.ts'
import type { Calls, Credential } from './calls.ts'
import { CONNECT_STREAM_TYPE, readEnvelope, startConnectStream } from './connect-stream.ts'
import { errorDetail, errorDetailCodec, HTTP_STATUS } from './failure.ts'
import { addLoginRoutes, LOGIN_COOKIE, refuseForeign } from './login-routes.ts'
import type { Logins } from './logins.ts'
import { METHODS, type Method } from './methods.ts'
import { openApiJson } from './openapi.ts'
import type { ServedStreams } from './served-stream.ts'
import type { TlsFiles } from './tls.ts'

/** A request must be whole within this; a slow one holds a socket and nothing else. */
const REQUEST_TIMEOUT_MS = 30_000
const HEADERS_TIMEOUT_MS = 10_000
/** How often node looks for requests that are over their time; its own 30 s would let a slow one live three times as long. */
const TIMEOUT_LOOK_MS = 1_000
const KEEP_ALIVE_MS = 72_000
const HEADER_BYTES_MAX = 16 * 1024
const HEADER_PAIRS_MAX = 64

export type HttpApi = {
  /** Register ops routes here; gateway/channels puts Socket.IO on `server`. */
  readonly app: FastifyInstance
  readonly server: HttpServer | HttpsServer
  listen(): Promise<{ host: string; port: number }>
  /** Takes no new connections, ends requests in hand, then cuts what is left after `graceMs`. */
  close(graceMs: number): Promise<void>
}

/**
 * [A1] `POST /sotto.v1.<Service>/<Method>` with proto3 JSON: the Connect protocol's unary form. Errors are its error
 * body, with our `reason`, `field` and `retryAfterMs` beside its own.
 */
export function createHttpApi(options: {
  config: Pick<Config, 'httpHost' | 'httpPort'> & Partial<Pick<Config, 'trustedProxyHops'>>
  calls: Calls
  streams?: ServedStreams
  /** Undefined: no cookie lets anybody in. */
  logins?: Logins
  tls: TlsFiles | undefined
}): HttpApi {
  const { config, calls, streams, logins, tls } = options
  const app = createServer(tls, config.trustedProxyHops ?? 0)
  app.register(cookies)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
    if (tls) reply.header('strict-transport-security', 'max-age=31536000')
  })
  app.removeAllContentTypeParsers()
  app.get('/openapi.json', (_, reply) => reply.type('application/json').send(openApiJson()))
  app.setNotFoundHandler((request, reply) =>
    fail(calls, reply, request.id, new SottoError('UNIMPLEMENTED', { detail: nameOf(request) }), 404),
  )
  app.setErrorHandler((error, request, reply) => fail(calls, reply, request.id, asRefusal(error)))
  // In a scope of its own: its body parser is no other route's.
  app.register(async (scope) => {
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const method of METHODS.values()) addCall(scope, { calls, streams, logins }, method)
  })
  if (logins) addLoginRoutes(app, logins, tls !== undefined)
  const stopWatching = tls?.onChange((pair) => (app.server as HttpsServer).setSecureContext(pair))
  return {
    app,
    server: app.server,
    async listen() {
      await app.listen({ host: config.httpHost, port: config.httpPort })
      const address = app.server.address()
      return { host: config.httpHost, port: typeof address === 'object' && address ? address.port : config.httpPort }
    },
    async close(graceMs) {
      stopWatching?.()
      const cut = setTimeout(() => app.server.closeAllConnections(), graceMs)
      await app.close()
      clearTimeout(cut)
    },
  }
}

function createServer(tls: TlsFiles | undefined, trustedProxyHops: number): FastifyInstance {
  const bounds = { maxHeaderSize: HEADER_BYTES_MAX, connectionsCheckingInterval: TIMEOUT_LOOK_MS }
  const app = fastify({
    ...(tls ? { https: { ...tls.current(), minVersion: 'TLSv1.2', ...bounds } } : { http: bounds }),
    bodyLimit: REQUEST_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // What comes by a connection that stands is still answered while we stop; Fastify's own refusal is none of ours [A2].
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Each proxy adds an address at the end: what stands before the last so many may be made up. Fastify trusts nobody for a bare
    // number, since who reaches the port past the proxy could make up all of it; docs/operations.md says so.
    trustProxy: trustedProxyHops > 0 && ((_address: string, hop: number) => hop < trustedProxyHops),
    logger: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  } as object) as FastifyInstance
  app.server.maxHeadersCount = HEADER_PAIRS_MAX
  app.server.headersTimeout = HEADERS_TIMEOUT_MS
  return app
}

type Doors = { calls: Calls; streams: ServedStreams | undefined; logins: Logins | undefined }

function addCall(scope: FastifyInstance, doors: Doors, method: Method): void {
  const { calls, streams, logins } = doors
  const url = `/sotto.v1.${method.name}`
  const callers = new WeakMap<FastifyRequest, Caller>()
  const isStream = method.isServerStream && streams !== undefined && calls.streamOf(method.name) !== undefined
  scope.route({
    method: 'POST',
    url,
    // Who calls is known before the body is read.
    onRequest: async (request) => {
      const credential = await credentialOf(request, logins)
      const { traceparent = '', tracestate = '' } = request.headers
      const carried = readCarried(String(traceparent), String(tracestate))
      callers.set(request, await calls.admit(method.name, credential, request.id, carried))
      refuseForm(method, request, isStream ? CONNECT_STREAM_TYPE : 'application/json')
    },
    handler: async (request, reply) => {
      if (isStream) return serveStream(doors, method, request, reply, callers.get(request)!)
      const json = parse(request.body as Buffer | undefined)
      const answer = await calls.run(method.name, fromJson(method.requestType, json), callers.get(request)!)
      const body = JSON.stringify(toJson(method.responseType, answer))
      calls.answered(method.name, 'http')
      return reply.type('application/json').send(body)
    },
    errorHandler: (error, request, reply) => fail(calls, reply, request.id, asRefusal(error), undefined, method),
  })
  scope.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url,
    handler: (request, reply) => {
      const error = new SottoError('UNIMPLEMENTED', { detail: `${request.method} ${url}; use POST` })
      return fail(calls, reply.header('allow', 'POST'), request.id, error, 405, method)
    },
  })
}

/** A key, if there is one; else the login that a browser holds. */
async function credentialOf(request: FastifyRequest, logins: Logins | undefined): Promise<Credential> {
  const { authorization } = request.headers
  const secret = request.cookies[LOGIN_COOKIE]
  if (authorization !== undefined || secret === undefined || !logins) return authorization
  refuseForeign(request)
  return (await logins.check(secret)).principal
}

/** Refusals are in the last envelope too, as the protocol has it, once the stream's form is right. */
async function serveStream(
  { calls, streams, logins }: Doors,
  method: Method,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller,
): Promise<void> {
  const body = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
  const message = fromJson(method.requestType, parse(readEnvelope(body))) as object
  const secret = request.headers.authorization === undefined ? request.cookies[LOGIN_COOKIE] : undefined
  const writer = startConnectStream(reply)
  try {
    await streams!.serve(method.name, message, caller, {
      write: (answer) => writer.write(toJson(method.responseType, answer)),
      gone: writer.gone,
      ...(secret !== undefined && logins && { stillIn: () => logins.check(secret) }),
    })
    calls.answered(method.name, 'http')
    writer.end(undefined)
  } catch (cause) {
    writer.end(errorBody(calls.failed(method.name, 'http', request.id, cause)))
  }
}

/** What can be said without the body. */
function refuseForm(method: Method, { headers }: FastifyRequest, wanted: string): void {
  if (method.streams && wanted !== CONNECT_STREAM_TYPE)
    throw new SottoError('UNIMPLEMENTED', { detail: `${method.name} over HTTP; it is a stream, so call it by gRPC` })
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== wanted)
    throw new SottoError('MALFORMED_REQUEST', {
      detail: `its content-type must be ${wanted}, not ${type ?? 'none'}`,
    })
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity')
    throw new SottoError('UNIMPLEMENTED', { detail: `the content-encoding ${encoding}; send the body as it is` })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parse(body: Buffer | undefined): unknown {
  if (body === undefined || body.length === 0)
    throw new SottoError('MALFORMED_REQUEST', { detail: 'it has no body; send {} where there is nothing to say' })
  try {
    return JSON.parse(utf8.decode(body))
  } catch (error) {
    throw new SottoError('MALFORMED_REQUEST', {
      detail: `its body is not JSON (${(error as Error).message})`,
      cause: error,
    })
  }
}

/** Fastify's own refusals, in the registry's words. */
function asRefusal(error: unknown): unknown {
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new SottoError('TOO_LARGE', {
      detail: `the request is larger than ${REQUEST_BYTES_MAX} bytes`,
      cause: error,
    })
  if (code?.startsWith('FST_') && statusCode !== undefined && statusCode < 500)
    return new SottoError('MALFORMED_REQUEST', { detail: (error as Error).message, cause: error })
  return error
}

function fail(
  calls: Calls,
  reply: FastifyReply,
  requestId: string,
  cause: unknown,
  httpStatus?: number,
  method?: Method,
): FastifyReply {
  const error = calls.failed(method?.name ?? 'unknown', 'http', requestId, cause)
  if (error.status === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  if (error.retryAfterMs > 0) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1_000))
  return reply
    .code(httpStatus ?? HTTP_STATUS[error.status])
    .type('application/json')
    .send(JSON.stringify(errorBody(error)))
}

/** Connect's error body; Connect clients read `details`, curl users the rest. */
export function errorBody(error: SottoError): object {
  const detail = errorDetail(error)
  const value = Buffer.from(errorDetailCodec.encode(detail)).toString('base64').replace(/=+$/, '')
  return { ...detail, details: [{ type: 'sotto.v1.ErrorDetail', value }] }
}

const nameOf = ({ method, url }: FastifyRequest): string => `${method} ${url.split('?')[0]!.slice(0, 200)}`
