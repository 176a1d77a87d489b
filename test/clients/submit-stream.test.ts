import { Metadata, Server, ServerCredentials, type ServerDuplexStream, type sendUnaryData, status } from '@grpc/grpc-js'
import { afterEach, describe, expect, it } from 'vitest'
import { createSotto, type Sotto } from '../../clients/sdk/index.ts'
import { errorDetailCodec } from '../../gateway/api/failure.ts'
import type { SubmitRequest__Output } from '../../proto/gen/sotto/v1/SubmitRequest.ts'
import type { SubmitStreamRequest__Output } from '../../proto/gen/sotto/v1/SubmitStreamRequest.ts'
import type { SubmitStreamResponse } from '../../proto/gen/sotto/v1/SubmitStreamResponse.ts'
import { sotto as services } from '../../proto/index.ts'
import { until } from '../support/until.ts'

// What a server does only when it is in trouble; test/contract/submit-stream.test.ts is about the real one.
type Stream = ServerDuplexStream<SubmitStreamRequest__Output, SubmitStreamResponse>
type Answering = (stream: Stream, nth: number) => void

const { Submit, SubmitStream } = services.CommandService.service
const DRAFT = { action: 'lock', devices: ['d1'] }
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

describe('who submits all the time', () => {
  it('does so on one stream, which ends when nothing more comes', async () => {
    const { sotto, seen } = await start(answer)
    await submitted(sotto, 20)
    expect(seen.calls).toBeLessThanOrEqual(2)
    expect(seen).toMatchObject({ streams: 1, keys: 20 })
    await until(() => seen.ended === 1)
    await submitted(sotto, 1)
    expect(seen.streams).toBe(1)
    await submitted(sotto, 2)
    expect(seen).toMatchObject({ streams: 2, keys: 23 })
  })

  it('one alone opens none', async () => {
    const { sotto, seen } = await start(answer)
    await submitted(sotto, 1)
    expect(seen).toMatchObject({ calls: 1, streams: 0 })
  })

  it('goes on by calls when the server has no room for one more stream, and does not ask again', async () => {
    const metadata = new Metadata()
    const detail = { code: 'resource_exhausted', reason: 'TOO_MANY_STREAMS', message: 'too many' }
    metadata.set('sotto-error-bin', Buffer.from(errorDetailCodec.encode(detail)))
    const { sotto, seen } = await start((stream) =>
      stream.emit('error', { code: status.RESOURCE_EXHAUSTED, details: 'too many', metadata }),
    )
    await submitted(sotto, 20)
    expect(seen).toMatchObject({ calls: 20, streams: 1, keys: 20 })
  })

  it('goes on by calls when the server has no such stream', async () => {
    const { sotto, seen } = await start(undefined)
    await submitted(sotto, 20)
    expect(seen).toMatchObject({ calls: 20, keys: 20 })
  })

  it('[M11] says again, with the same key, what a stream that broke has not answered', async () => {
    const { sotto, seen } = await start((stream, nth) => {
      if (nth > 0) return answer(stream)
      let first = true
      stream.on('data', (request: SubmitStreamRequest__Output) => {
        if (first) stream.write(answerTo(request))
        else stream.emit('error', { code: status.UNAVAILABLE, details: 'gone' })
        first = false
      })
    })
    await submitted(sotto, 20)
    expect(seen.keys).toBe(20)
    expect(seen.calls + seen.requests).toBe(21)
  })

  it('a stream that ends in the middle, without an error, is one that broke', async () => {
    const { sotto, seen } = await start((stream, nth) => {
      if (nth > 0) return answer(stream)
      stream.once('data', () => stream.end())
    })
    await submitted(sotto, 5)
    expect(seen.keys).toBe(5)
    expect(seen.calls + seen.requests).toBe(6)
  })

  it('hears NO_ANSWER when none comes in time', async () => {
    const { sotto } = await start(() => undefined, { callTimeoutMs: 200, retry: { attempts: 1 } })
    await sotto.submit(DRAFT)
    await expect(sotto.submit(DRAFT)).rejects.toMatchObject({ reason: 'NO_ANSWER', code: 'deadline_exceeded' })
  })

  it('hears CLOSED when the client is closed meanwhile', async () => {
    const { sotto, seen } = await start(() => undefined)
    await sotto.submit(DRAFT)
    const pending = sotto.submit(DRAFT)
    await until(() => seen.streams === 1)
    sotto.close()
    await expect(pending).rejects.toMatchObject({ reason: 'CLOSED' })
  })
})

async function submitted(sotto: Sotto, count: number): Promise<void> {
  for (let i = 0; i < count; i++) expect((await sotto.submit(DRAFT)).messageCount).toBe(1)
}

const accepted = { accepted: { commandId: 'c', messageIds: ['m'], messageCount: 1, durability: 'always' } }
const answerTo = ({ commands }: SubmitStreamRequest__Output): SubmitStreamResponse => ({
  outcomes: commands.map(() => accepted),
})

function answer(stream: Stream): void {
  stream.on('data', (request: SubmitStreamRequest__Output) => stream.write(answerTo(request)))
  stream.on('end', () => stream.end())
}

/** @param answering of each stream; undefined: the server has none */
async function start(answering: Answering | undefined, options: Partial<Parameters<typeof createSotto>[0]> = {}) {
  const keys = new Set<string>()
  const seen = {
    calls: 0,
    streams: 0,
    ended: 0,
    requests: 0,
    /** Idempotency keys, each once. */
    get keys(): number {
      return keys.size
    },
  }
  const server = new Server()
  server.addService(
    { Submit, ...(answering && { SubmitStream }) },
    {
      Submit({ request }: { request: SubmitRequest__Output }, callback: sendUnaryData<object>) {
        seen.calls++
        keys.add(request.idempotencyKey)
        callback(null, accepted.accepted)
      },
      ...(answering && {
        SubmitStream(stream: Stream) {
          stream.on('error', () => undefined)
          stream.on('end', () => seen.ended++)
          stream.on('data', ({ commands }: SubmitStreamRequest__Output) => {
            seen.requests++
            for (const { idempotencyKey } of commands) keys.add(idempotencyKey)
          })
          answering(stream, seen.streams++)
        },
      }),
    },
  )
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  )
  const sotto = createSotto({ address: `127.0.0.1:${port}`, key: 'sk_test', ...options })
  ends.push(() => {
    sotto.close()
    server.forceShutdown()
  })
  return { sotto, seen }
}
