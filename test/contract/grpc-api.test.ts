import { connect as connectHttp2, constants } from 'node:http2'
import { gzipSync } from 'node:zlib'
import { Client, credentials, loadPackageDefinition, Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { service as healthService } from 'grpc-health-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REQUEST_BYTES_MAX } from '../../core/limits.ts'
import { errorDetailCodec } from '../../gateway/api/failure.ts'
import { createGrpcApi, type GrpcApi } from '../../gateway/api/grpc.ts'
import { METHOD_ACCESS, METHODS, type MethodName } from '../../gateway/api/methods.ts'
import { sotto } from '../../proto/index.ts'
import { type ApiWorld, enrol, makeKey, openApi, openApiWorld } from '../support/api-world.ts'
import { PATIENCE_MS } from '../support/patience.ts'
import { withRedis } from '../support/redis.ts'

const insecure = credentials.createInsecure()

describe('the gRPC API', () => {
  const redis = withRedis()
  let world: ApiWorld
  let api: GrpcApi
  let address: string
  let key: string
  let commands: InstanceType<typeof sotto.CommandService>

  beforeAll(async () => {
    world = await openApiWorld(redis.connect())
    const config = { grpcHost: '127.0.0.1', grpcPort: 0, heartbeatSeconds: 25, heartbeatTimeoutSeconds: 10 }
    api = createGrpcApi({ config, calls: openApi(world).calls, tls: undefined })
    address = `127.0.0.1:${(await api.listen()).port}`
    key = (await makeKey(world)).token
    commands = new sotto.CommandService(address, insecure)
    await enrol(world, 'default', 'dev-1')
  })
  afterAll(async () => {
    commands.close()
    await api.close(1_000)
  })

  /** Bytes in, bytes out: for what a well-made client would not send. */
  function callRaw(method: string, request: Buffer, token = key): Promise<Buffer> {
    const client = new Client(address, insecure)
    const pass = (bytes: Buffer) => bytes
    return new Promise<Buffer>((resolve, reject) => {
      client.makeUnaryRequest(`/sotto.v1.${method}`, pass, pass, request, metadata(token), (error, answer) =>
        error ? reject(error) : resolve(answer!),
      )
    }).finally(() => client.close())
  }

  it('[A1] answers a call with what it would have over HTTP', async () => {
    const accepted = await new Promise<{ messageIds?: string[] }>((resolve, reject) =>
      commands.Submit({ action: 'lock', devices: ['dev-1'] }, metadata(key), (error, answer) =>
        error ? reject(error) : resolve(answer!),
      ),
    )
    expect(accepted).toMatchObject({ messageCount: 1, durability: 'everysec' })
  })

  it('[A2] bears the whole error in the trailer sotto-error-bin', async () => {
    const error = await new Promise<ServiceError | null>((resolve) =>
      commands.Submit({ action: 'lock', devices: ['dev-1', 'nope'] }, metadata(key), (error) => resolve(error)),
    )
    expect(error?.code).toBe(status.FAILED_PRECONDITION)
    expect(detailOf(error!)).toMatchObject({
      ...{ code: 'failed_precondition', reason: 'UNKNOWN_DEVICE', field: 'devices[1]', retryAfterMs: 0 },
      message: error?.details,
    })
  })

  it('[A4] each call needs a key, and the scope that the one table names', async () => {
    for (const { name, streams } of METHODS.values()) {
      const needed = METHOD_ACCESS[name]
      if (streams || needed === 'no key' || /^(Hook|Observe|Operate)Service/.test(name)) continue
      expect(await codeOf(callRaw(name, Buffer.alloc(0), 'sk_none'))).toEqual([name, 'UNAUTHENTICATED'])
      if (needed === 'any key') continue
      const scopes = ['tenants:write' === needed ? ('keys:write' as const) : ('tenants:write' as const)]
      const { token } = await makeKey(world, { scopes })
      expect(await codeOf(callRaw(name, Buffer.alloc(0), token))).toEqual([name, 'PERMISSION_DENIED'])

      async function codeOf(call: Promise<Buffer>): Promise<[MethodName, string | undefined]> {
        const error = await call.then(
          () => undefined,
          (failure: ServiceError) => failure,
        )
        return [name, error && detailOf(error)?.reason]
      }
    }
  })

  it('[A2] bytes that are no such message are MALFORMED_REQUEST', async () => {
    const error = await callRaw('CommandService/GetMessage', Buffer.from([0x0a, 0xff, 0xff])).catch(
      (failure) => failure,
    )
    expect(error.code).toBe(status.INVALID_ARGUMENT)
    expect(detailOf(error)?.reason).toBe('MALFORMED_REQUEST')
  })

  it('[A1] a call that is not there is UNIMPLEMENTED', async () => {
    const error = await callRaw('CommandService/Nope', Buffer.alloc(0)).catch((failure) => failure)
    expect(error.code).toBe(status.UNIMPLEMENTED)
  })

  it('[B1] refuses a message that is too large, and goes on', async () => {
    const error = await callRaw('CommandService/Submit', Buffer.alloc(REQUEST_BYTES_MAX + 1)).catch(
      (failure) => failure,
    )
    expect(error.code).toBe(status.RESOURCE_EXHAUSTED)
    await callRaw('AccessService/WhoAmI', Buffer.alloc(0))
  })

  it('[B1] refuses a compressed message that unpacks to too much, without holding it', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(REQUEST_BYTES_MAX)
    const before = process.memoryUsage().rss
    expect(await sendFrame(bomb, 1)).toBe(status.RESOURCE_EXHAUSTED)
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024)
  })

  it('[B1] refuses parameters that are nested deeper than any reader takes', async () => {
    let value = { stringValue: 'x' } as object
    for (let depth = 0; depth < 32; depth++) value = { structValue: { fields: { a: value } } }
    const error = await new Promise<ServiceError | null>((resolve) =>
      commands.Submit(
        { action: 'lock', devices: ['dev-1'], params: { fields: { a: value } } },
        metadata(key),
        (error) => resolve(error),
      ),
    )
    expect(error?.code).toBe(status.INVALID_ARGUMENT)
    expect(['INVALID_FIELD', 'MALFORMED_REQUEST']).toContain(detailOf(error!)?.reason)
  })

  it('health says what readiness says', async () => {
    const Health = loadPackageDefinition({ H: healthService }).H as unknown as typeof Client
    const client = new Health(address, insecure) as Client & {
      check(request: object, callback: (error: unknown, answer: { status: string }) => void): void
    }
    const check = (service: string) =>
      new Promise<string>((resolve, reject) =>
        client.check({ service }, (error, answer) => (error ? reject(error) : resolve(answer.status))),
      )
    expect(await check('')).toBe('NOT_SERVING')
    api.setServing(true)
    expect([await check(''), await check('sotto.v1.CommandService')]).toEqual(['SERVING', 'SERVING'])
    await expect(check('nope')).rejects.toMatchObject({ code: status.NOT_FOUND })
    client.close()
  })

  it('reflection gives a client all that it needs for calling', async () => {
    const file = new URL(import.meta.resolve('@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto'))
      .pathname
    const loaded = loadPackageDefinition(loadSync(file)) as unknown as {
      grpc: { reflection: { v1: { ServerReflection: typeof Client } } }
    }
    const client = new loaded.grpc.reflection.v1.ServerReflection(address, insecure) as Client & {
      serverReflectionInfo(): NodeJS.EventEmitter & { write(request: object): void; end(): void }
    }
    const ask = (request: object) =>
      new Promise<Record<string, never>>((resolve, reject) => {
        const stream = client.serverReflectionInfo()
        stream.on('data', (answer) => {
          resolve(answer)
          stream.end()
        })
        stream.on('error', reject)
        stream.write(request)
      })
    const { listServicesResponse } = await ask({ listServices: '' })
    const { service } = listServicesResponse as unknown as { service: { name: string }[] }
    expect(service.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['sotto.v1.CommandService', 'sotto.v1.HookService', 'sotto.v1.DeviceService']),
    )
    const answer = await ask({ fileContainingSymbol: 'sotto.v1.CommandService.Submit' })
    const { fileDescriptorProto } = answer.fileDescriptorResponse as unknown as { fileDescriptorProto: Buffer[] }
    expect(Buffer.concat(fileDescriptorProto).toString('latin1')).toMatch(/SubmitRequest.*google\.protobuf\.Struct/s)
    client.close()
  })

  it('ends calls in hand before it stops', async () => {
    const config = { grpcHost: '127.0.0.1', grpcPort: 0, heartbeatSeconds: 25, heartbeatTimeoutSeconds: 10 }
    const other = createGrpcApi({ config, calls: openApi(world).calls, tls: undefined })
    const { port } = await other.listen()
    const client = new sotto.AccessService(`127.0.0.1:${port}`, insecure)
    const answer = new Promise<unknown>((resolve, reject) =>
      client.WhoAmI({}, metadata(key), (error, who) => (error ? reject(error) : resolve(who))),
    )
    await new Promise((resolve) => client.waitForReady(Date.now() + PATIENCE_MS, resolve))
    await Promise.all([
      expect(answer).resolves.toMatchObject({ tenant: 'default' }),
      answer.then(() => other.close(2_000)),
    ])
    client.close()
  })

  /** One gRPC frame by hand; what the call ended with. @param compressed the frame's flag */
  function sendFrame(body: Buffer, compressed: 0 | 1): Promise<number> {
    const session = connectHttp2(`http://${address}`)
    return new Promise<number>((resolve, reject) => {
      const stream = session.request({
        [constants.HTTP2_HEADER_METHOD]: 'POST',
        [constants.HTTP2_HEADER_PATH]: '/sotto.v1.CommandService/Submit',
        ...{ te: 'trailers', 'content-type': 'application/grpc', 'grpc-encoding': 'gzip' },
        authorization: `Bearer ${key}`,
      })
      stream.on('response', (headers) => headers['grpc-status'] && resolve(Number(headers['grpc-status'])))
      stream.on('trailers', (headers) => resolve(Number(headers['grpc-status'])))
      stream.on('error', reject)
      stream.resume()
      const head = Buffer.alloc(5)
      head.writeUInt8(compressed, 0)
      head.writeUInt32BE(body.length, 1)
      stream.end(Buffer.concat([head, body]))
    }).finally(() => session.destroy())
  }
})

function metadata(token: string): Metadata {
  const made = new Metadata()
  made.set('authorization', `Bearer ${token}`)
  return made
}

function detailOf({ metadata }: ServiceError) {
  const [bytes] = metadata.get('sotto-error-bin')
  return bytes === undefined ? undefined : errorDetailCodec.decode(bytes as Buffer)
}
