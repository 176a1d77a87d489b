import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js'
import type { ListAuditRequest__Output } from '../../proto/gen/sotto/v1/ListAuditRequest.ts'
import type { ListAuditResponse } from '../../proto/gen/sotto/v1/ListAuditResponse.ts'
import type { Queues } from '../../proto/gen/sotto/v1/Queues.ts'
import type { WatchRequest__Output } from '../../proto/gen/sotto/v1/WatchRequest.ts'
import type { WatchResponse } from '../../proto/gen/sotto/v1/WatchResponse.ts'
import { sotto } from '../../proto/index.ts'

export type ObserveServer = {
  address: string
  /** What was asked, in order. */
  asked: { watch: WatchRequest__Output[]; audit: ListAuditRequest__Output[]; switched: string[] }
  /** Breaks every stream, as a node that ends does. */
  breakStreams(): void
  close(): void
}

/** An ObserveService that says what a test wants: frames one after another, and then nothing. */
export async function startObserveServer(given: {
  scopes?: string[]
  frames?: WatchResponse[]
  queues?: Queues
  audit?: (request: ListAuditRequest__Output) => ListAuditResponse
}): Promise<ObserveServer> {
  const asked: ObserveServer['asked'] = { watch: [], audit: [], switched: [] }
  const streams = new Set<ServerWritableStream<WatchRequest__Output, WatchResponse>>()
  const server = new Server()
  server.addService(sotto.AccessService.service, {
    ...notServed(sotto.AccessService.service),
    WhoAmI: (_: unknown, done: sendUnaryData<object>) =>
      done(null, {
        tenant: 'acme',
        application: 'ops',
        keyId: 'k1',
        scopes: given.scopes ?? ['commands:read', 'queues:read'],
      }),
  })
  server.addService(sotto.ObserveService.service, {
    ...notServed(sotto.ObserveService.service),
    GetQueues: (_: unknown, done: sendUnaryData<object>) => done(null, { queues: given.queues ?? {} }),
    ListAudit: (call: ServerUnaryCall<ListAuditRequest__Output, object>, done: sendUnaryData<object>) => {
      asked.audit.push(call.request)
      done(null, given.audit?.(call.request) ?? {})
    },
    Watch(call: ServerWritableStream<WatchRequest__Output, WatchResponse>) {
      asked.watch.push(call.request)
      streams.add(call)
      call.on('cancelled', () => streams.delete(call))
      for (const frame of given.frames ?? []) call.write(frame)
    },
  })
  const turn =
    (word: string, answer: object) =>
    ({ request }: ServerUnaryCall<{ queue: string }, object>, done: sendUnaryData<object>) => {
      asked.switched.push(`${word} ${request.queue}`)
      done(null, answer)
    }
  server.addService(sotto.OperateService.service, {
    ...notServed(sotto.OperateService.service),
    PauseQueue: turn('PauseQueue', {}),
    ResumeQueue: turn('ResumeQueue', {}),
    RetryFailedJobs: turn('RetryFailedJobs', { retried: 3 }),
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  return {
    address: `127.0.0.1:${port}`,
    asked,
    breakStreams() {
      for (const call of streams) call.emit('error', { code: 14, details: 'the node ends' })
      streams.clear()
    },
    close: () => server.forceShutdown(),
  }
}

function notServed(service: object): Record<string, (call: unknown, done?: sendUnaryData<object>) => void> {
  return Object.fromEntries(
    Object.keys(service).map((name) => [
      name,
      (_, done) => done?.({ code: 12, details: `${name} is not served here` }),
    ]),
  )
}
