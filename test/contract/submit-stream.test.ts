import { setTimeout as sleep } from 'node:timers/promises'
import { type ClientDuplexStream, Metadata, type ServiceError, credentials as transport } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type Sotto, type SottoError } from '../../clients/sdk/index.ts'
import { COMMANDS_PER_CALL_MAX, SUBMIT_STREAMS_PER_KEY_MAX } from '../../core/limits.ts'
import { errorDetailCodec } from '../../gateway/api/failure.ts'
import type { SubmitStreamRequest } from '../../proto/gen/sotto/v1/SubmitStreamRequest.ts'
import type { SubmitStreamResponse__Output } from '../../proto/gen/sotto/v1/SubmitStreamResponse.ts'
import { codec, sotto } from '../../proto/index.ts'
import { enrol } from '../support/api-world.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
const path = sotto.CommandService.service.SubmitStream.path
const request = codec<SubmitStreamRequest, SubmitStreamRequest>('SubmitStreamRequest')
const response = codec<SubmitStreamResponse__Output, SubmitStreamResponse__Output>('SubmitStreamResponse')
let deployment: Deployment
let admin: Sotto
let commands: InstanceType<typeof sotto.CommandService>

beforeAll(async () => {
  deployment = await startDeployment(redis.url)
  admin = createSotto({ address: deployment.grpc, key: deployment.adminKey })
  commands = new sotto.CommandService(deployment.grpc, transport.createInsecure())
  await enrol(deployment.store, 'default', 'd1')
})
afterAll(async () => {
  admin?.close()
  commands?.close()
  await deployment?.close()
})

const lock = (device = 'd1', idempotencyKey = '') => ({ action: 'lock', devices: [device], idempotencyKey })

describe('a stream of submits', () => {
  it('[M1] [M11] answers each request in turn, and each of its commands by itself', async () => {
    const stream = open(commands, deployment.adminKey)
    stream.say({ commands: [lock('d1', 'one'), lock('nobody')] })
    stream.say({ commands: [lock('d1', 'two')] })
    stream.say({ commands: [lock('d1', 'one')] })
    stream.leave()
    expect(await stream.end).toBeUndefined()
    const [first, second, third] = stream.answers.map(({ outcomes }) => outcomes)
    expect(stream.answers).toHaveLength(3)
    expect(first?.map(({ accepted, refused }) => accepted?.repeated ?? refused?.reason)).toEqual([
      false,
      'UNKNOWN_DEVICE',
    ])
    expect(second?.[0]?.accepted?.commandId).not.toBe(first?.[0]?.accepted?.commandId)
    expect(third?.[0]?.accepted).toMatchObject({ repeated: true, commandId: first?.[0]?.accepted?.commandId })
    expect(await admin.getCommand(second![0]!.accepted!.commandId)).toMatchObject({ messageCount: 1 })
  })

  it.each([
    ['bytes that are no such message', () => Buffer.from([0x0a, 0xff, 0xff]), 'MALFORMED_REQUEST'],
    ['no command', () => request.encode({ commands: [] }), 'INVALID_FIELD'],
    [
      'too many commands',
      () => request.encode({ commands: Array.from({ length: COMMANDS_PER_CALL_MAX + 1 }, () => lock()) }),
      'INVALID_FIELD',
    ],
  ])('[A2] [B1] %s: what was before is answered, and the stream ends with the error', async (what, bad, reason) => {
    const stream = open(commands, deployment.adminKey)
    stream.say({ commands: [lock()] })
    stream.sayRaw(bad())
    stream.say({ commands: [lock('d1', `after ${what}`)] })
    expect(reasonOf(await stream.end)).toBe(reason)
    expect(stream.answers).toHaveLength(1)
    expect((await admin.submit(lock('d1', `after ${what}`))).repeated).toBe(false)
  })

  it('[A4] takes a key that may submit, and no request where that was revoked a moment ago', async () => {
    const { keyId, secret } = await admin.keys.create({ application: 'brief', scopes: ['commands:write'] })
    const stream = open(commands, secret)
    stream.say({ commands: [lock()] })
    await stream.answered(1)
    await admin.keys.revoke(keyId)
    stream.say({ commands: [lock('d1', 'too late')] })
    expect(reasonOf(await stream.end)).toBe('UNAUTHENTICATED')
    expect(stream.answers).toHaveLength(1)
    expect((await admin.submit(lock('d1', 'too late'))).repeated).toBe(false)
  })

  it('[A4] takes a key that may submit, and ends within 5 s when that is revoked', async () => {
    const reader = await admin.keys.create({ application: 'reader', scopes: ['commands:read'] })
    expect(reasonOf(await open(commands, reader.secret).end)).toBe('PERMISSION_DENIED')
    expect(reasonOf(await open(commands, 'sk_none').end)).toBe('UNAUTHENTICATED')
    const writer = await admin.keys.create({ application: 'writer', scopes: ['commands:write'] })
    const stream = open(commands, writer.secret)
    stream.say({ commands: [lock()] })
    await stream.answered(1)
    await admin.keys.revoke(writer.keyId)
    const revokedAt = performance.now()
    expect(reasonOf(await stream.end)).toBe('UNAUTHENTICATED')
    expect(performance.now() - revokedAt).toBeLessThan(5_000)
  })

  it('[A4] ends within 5 s when its key is revoked on another node, however fresh what this one knew of it was', async () => {
    const other = await startDeployment(redis.url)
    const client = new sotto.CommandService(other.grpc, transport.createInsecure())
    try {
      const { keyId, secret } = await admin.keys.create({
        application: 'far',
        scopes: ['commands:write', 'hooks:read'],
      })
      const far = createSotto({ address: other.grpc, key: secret })
      // What the node keeps of a key lasts 4 s, and each stream is looked at every 4 s: these two are as far apart as can be.
      await far.whoAmI()
      await sleep(1_900)
      const watch = far.watch()
      const watchEnd = (async () => {
        for await (const _ of watch.batches());
      })().catch((error: SottoError) => error.reason)
      await watch.opened()
      const stream = open(client, secret)
      stream.say({ commands: [lock()] })
      await stream.answered(1)
      await sleep(2_200)
      await far.whoAmI()
      await admin.keys.revoke(keyId)
      const revokedAt = performance.now()
      expect(reasonOf(await stream.end)).toBe('UNAUTHENTICATED')
      expect(await watchEnd).toBe('UNAUTHENTICATED')
      expect(performance.now() - revokedAt).toBeLessThan(5_000)
      far.close()
    } finally {
      client.close()
      await other.close()
    }
  })

  it('[B1] of one key there are so many, and no more until one ends', async () => {
    const { secret } = await admin.keys.create({ application: 'many', scopes: ['commands:write'] })
    const streams = Array.from({ length: SUBMIT_STREAMS_PER_KEY_MAX }, () => open(commands, secret))
    for (const stream of streams) stream.say({ commands: [lock()] })
    await Promise.all(streams.map((stream) => stream.answered(1)))
    expect(reasonOf(await open(commands, secret).end)).toBe('TOO_MANY_STREAMS')
    streams[0]!.leave()
    await streams[0]!.end
    const next = open(commands, secret)
    next.say({ commands: [lock()] })
    await next.answered(1)
    for (const stream of [...streams, next]) stream.leave()
    await Promise.all(streams.map(({ end }) => end))
  })

  it('[B1] each request counts as a call: beyond requestsPerSecond it is refused, and says when to come back', async () => {
    const slow = await startDeployment(redis.url, { requestsPerSecond: 5 })
    const client = new sotto.CommandService(slow.grpc, transport.createInsecure())
    try {
      const stream = open(client, deployment.adminKey)
      for (let i = 0; i < 10; i++) stream.say({ commands: [lock()] })
      const error = await stream.end
      expect(reasonOf(error)).toBe('RATE_LIMITED')
      expect(detailOf(error)?.retryAfterMs).toBeGreaterThan(0)
      // One was the stream itself.
      expect(stream.answers).toHaveLength(4)
    } finally {
      client.close()
      await slow.close()
    }
  })

  it('a node that stops answers what it has taken, and then ends the stream', async () => {
    const other = await startDeployment(redis.url)
    const client = new sotto.CommandService(other.grpc, transport.createInsecure())
    const stream = open(client, deployment.adminKey)
    stream.say({ commands: [lock()] })
    await stream.answered(1)
    stream.say({ commands: [lock('d1', 'at the last moment')] })
    await Promise.all([stream.end, other.close()])
    expect(reasonOf(await stream.end)).toBe('SHUTTING_DOWN')
    expect((await admin.submit(lock('d1', 'at the last moment'))).repeated).toBe(stream.answers.length === 2)
    client.close()
  })
})

function open(client: typeof commands, key: string) {
  const metadata = new Metadata()
  metadata.set('authorization', `Bearer ${key}`)
  const call: ClientDuplexStream<Buffer, SubmitStreamResponse__Output> = client.makeBidiStreamRequest(
    path,
    (bytes: Buffer) => bytes,
    response.decode,
    metadata,
  )
  const answers: SubmitStreamResponse__Output[] = []
  let wake = (): void => undefined
  call.on('data', (answer) => {
    answers.push(answer)
    wake()
  })
  const end = new Promise<ServiceError | undefined>((resolve) => {
    call.on('error', resolve)
    call.on('end', () => resolve(undefined))
  })
  return {
    answers,
    /** Undefined: without an error. */
    end,
    say: (batch: SubmitStreamRequest) => void call.write(Buffer.from(request.encode(batch))),
    sayRaw: (bytes: Uint8Array) => void call.write(Buffer.from(bytes)),
    leave: () => void call.end(),
    async answered(count: number) {
      while (answers.length < count) {
        const ended = await Promise.race([end.then((error) => ({ error })), new Promise<void>((next) => (wake = next))])
        if (ended) throw ended.error ?? new Error('the stream has ended')
      }
    },
  }
}

function detailOf(error: ServiceError | undefined) {
  const [bytes] = error?.metadata.get('sotto-error-bin') ?? []
  return Buffer.isBuffer(bytes) ? errorDetailCodec.decode(bytes) : undefined
}

const reasonOf = (error: ServiceError | undefined): string | undefined => detailOf(error)?.reason
