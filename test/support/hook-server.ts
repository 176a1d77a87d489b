import { Metadata, Server, ServerCredentials, type ServerDuplexStream, status } from '@grpc/grpc-js'
import type { ErrorDetail, ErrorDetail__Output } from '../../proto/gen/sotto/v1/ErrorDetail.ts'
import type { HookEvent } from '../../proto/gen/sotto/v1/HookEvent.ts'
import type { SubmitRequest__Output } from '../../proto/gen/sotto/v1/SubmitRequest.ts'
import type { SubscribeRequest__Output } from '../../proto/gen/sotto/v1/SubscribeRequest.ts'
import type { SubscribeResponse } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { codec, sotto } from '../../proto/index.ts'

type Stream = ServerDuplexStream<SubscribeRequest__Output, SubscribeResponse>

/** A gateway of which a test plays every answer: for what a client does when a real one is hard to bring to do it. */
export type ScriptedServer = {
  address: string
  /** Streams in the order they were opened, each with what the client said on it. */
  streams: { said: SubscribeRequest__Output[]; say(frame: SubscribeResponse): void; end(): void }[]
  submits: SubmitRequest__Output[]
  /** What the next submits are answered with; then with success. */
  submitFailures: { code: status; reason: string; message: string; retryAfterMs?: number }[]
  close(): void
}

const detail = codec<ErrorDetail, ErrorDetail__Output>('ErrorDetail')

export async function startScriptedServer(): Promise<ScriptedServer> {
  const server = new Server()
  const streams: ScriptedServer['streams'] = []
  const submits: SubmitRequest__Output[] = []
  const submitFailures: ScriptedServer['submitFailures'] = []
  server.addService(only(sotto.HookService.service, 'Subscribe'), {
    Subscribe(stream: Stream) {
      const said: SubscribeRequest__Output[] = []
      streams.push({ said, say: (frame) => void stream.write(frame), end: () => stream.end() })
      stream.on('data', (frame: SubscribeRequest__Output) => {
        said.push(frame)
        if (frame.open) stream.write({ opened: { cursor: 'at-open', partitions: 1 } })
        if (frame.leave) stream.end()
      })
    },
  })
  server.addService(only(sotto.CommandService.service, 'Submit'), {
    Submit(call: { request: SubmitRequest__Output }, answer: (error: object | null, value?: object) => void) {
      submits.push(call.request)
      const failure = submitFailures.shift()
      if (!failure) return answer(null, { commandId: 'c1', messageIds: ['m1'], messageCount: 1, durability: 'always' })
      const metadata = new Metadata()
      const code = status[failure.code].toLowerCase()
      metadata.set('sotto-error-bin', Buffer.from(detail.encode({ ...failure, code })))
      answer({ code: failure.code, details: failure.message, metadata })
    },
  })
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  )
  return { address: `127.0.0.1:${port}`, streams, submits, submitFailures, close: () => server.forceShutdown() }
}

/** Events from `first`, as one frame. */
export function eventsFrame(first: number, count: number, event: HookEvent = {}): SubscribeResponse {
  const events = Array.from({ length: count }, (_, index) => ({
    eventId: `m${first + index}:1`,
    kind: 'EVENT_KIND_QUEUED' as const,
    ...event,
  }))
  return { events: { events, partition: 0, runs: [first, count], cursor: `after-${first + count - 1}` } }
}

function only<Definition extends object>(definition: Definition, name: keyof Definition & string) {
  return { [name]: definition[name] } as never
}
