import { randomBytes } from 'node:crypto'
import {
  type ClientDuplexStream,
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type ServiceError,
} from '@grpc/grpc-js'
import type { Redis } from 'ioredis'
import type { Principal } from '../../core/ports/access.ts'
import { VarintReader } from '../../core/varint.ts'
import { ERROR_TRAILER, errorDetailCodec } from '../../gateway/api/failure.ts'
import { createHookService, type HookService } from '../../gateway/hooks/hook-service.ts'
import type { SubscribeCall } from '../../gateway/hooks/outlet.ts'
import type { HookWorld } from '../../gateway/hooks/shared.ts'
import { createMetrics } from '../../gateway/ops/metrics.ts'
import type { HookServiceClient } from '../../proto/gen/sotto/v1/HookService.ts'
import type { Open } from '../../proto/gen/sotto/v1/Open.ts'
import type { SubscribeRequest } from '../../proto/gen/sotto/v1/SubscribeRequest.ts'
import type { SubscribeResponse__Output } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { sotto } from '../../proto/index.ts'
import { connect } from '../../store/redis/connect.ts'
import { createHookLog } from '../../store/redis/hook-log.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { createSubscriptions } from '../../store/redis/subscriptions.ts'
import { PATIENCE_MS } from './patience.ts'

/** A hook service behind a gRPC server on a port of its own, over a store that is there. */
export type HookRig = {
  readonly service: HookService
  readonly world: HookWorld
  readonly client: HookServiceClient
  open(open: Open, as?: Partial<Principal>): TestStream
  /** Reads until so many events came, without decoding them: what the server can do, not what a client can. */
  drainRaw(open: Open, as: Partial<Principal>, events: number): Promise<{ bytes: number }>
  close(): Promise<void>
}

export const APP: Principal = { tenant: 'acme', application: 'app', keyId: 'k1', scopes: ['hooks:read'] }
export const ENOUGH = { totalEvents: 1e9, totalBytes: 1e12 }

export async function startHookRig(socketPath: string, partitions = 1, deployment = 'd1'): Promise<HookRig> {
  const url = `unix://${socketPath}`
  const client = connect(url, 'writer') as Redis
  client.on('error', () => undefined)
  const library = await loadLibrary(client)
  const hookLog = createHookLog(client, () => connect(url, 'blocking'), library)
  const world: HookWorld = {
    clock: { now: () => Date.now() },
    chance: { bytes: (count) => randomBytes(count), unit: () => Math.random() },
    places: {
      partitions,
      deployment,
      tenants: async () => [APP.tenant],
      addTenant: async () => true,
      all: async () => [],
    },
    hookLog,
    subscriptions: createSubscriptions(client, library),
  }
  const service = createHookService(world, {
    metrics: createMetrics(),
    log: { warn: () => undefined, error: () => undefined },
    guard: {
      admit: async (_, authorization) => JSON.parse(String(authorization)) as Principal,
      revalidate: async () => {
        throw new Error('not asked here')
      },
    },
  })
  const server = new Server({ 'grpc.enable_channelz': 0 })
  const { Subscribe } = sotto.HookService.service
  server.addService({ Subscribe: { ...Subscribe, ...service.codec } } as ServiceDefinition, {
    Subscribe: (call: SubscribeCall) => service.subscribe(call),
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  const grpc = new sotto.HookService(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.max_receive_message_length': 16 << 20,
    'grpc-node.flow_control_window': 4 << 20,
  })
  return {
    service,
    world,
    client: grpc,
    open: (open, as = {}) => {
      const stream = new TestStream(grpc.subscribe(metadataOf(as)))
      stream.send({ open })
      return stream
    },
    drainRaw(open, as, events) {
      const { path, requestSerialize } = Subscribe
      const stream = grpc.makeBidiStreamRequest<SubscribeRequest, Buffer>(
        path,
        requestSerialize,
        (bytes) => bytes,
        metadataOf(as),
      )
      stream.write({ open })
      let seen = 0
      let bytes = 0
      return new Promise((resolve, reject) => {
        stream.on('data', (frame: Buffer) => {
          bytes += frame.length
          if (frame[0] === EVENTS_TAG) seen += eventsIn(frame)
          if (seen < events) return
          stream.cancel()
          resolve({ bytes })
        })
        stream.on('error', (error: ServiceError) => {
          if (seen < events) reject(error)
        })
      })
    },
    async close() {
      await service.close()
      grpc.close()
      server.forceShutdown()
      await hookLog.close()
      client.disconnect()
    },
  }
}

/** SubscribeResponse.events, and Events.events in it. */
const EVENTS_TAG = 0x12
const EVENT_TAG = 0x0a

/** How many events a frame has, by their tags and lengths alone. */
function eventsIn(frame: Buffer): number {
  const reader = new VarintReader(frame, 1)
  reader.read()
  let count = 0
  while (frame[reader.at] === EVENT_TAG) {
    reader.at++
    const length = reader.read()
    reader.at += length
    count++
  }
  return count
}

function metadataOf(as: Partial<Principal>): Metadata {
  const metadata = new Metadata()
  metadata.set('authorization', JSON.stringify({ ...APP, ...as }))
  return metadata
}

type Frame = SubscribeResponse__Output

/** A subscriber of a test: keeps every frame, and waits for what is asked of them. */
export class TestStream {
  readonly frames: Frame[] = []
  error: ServiceError | undefined
  isEnded = false
  readonly #call: ClientDuplexStream<SubscribeRequest, Frame>
  readonly #waiting = new Set<() => void>()

  constructor(call: ClientDuplexStream<SubscribeRequest, Frame>) {
    this.#call = call
    call.on('data', (frame: Frame) => {
      this.frames.push(frame)
      this.#look()
    })
    call.on('error', (error: ServiceError) => {
      this.error = error
      this.#look()
    })
    call.on('end', () => {
      this.isEnded = true
      this.#look()
    })
  }

  send(frame: SubscribeRequest): void {
    this.#call.write(frame)
  }

  pause(): void {
    this.#call.pause()
  }

  resume(): void {
    this.#call.resume()
  }

  cancel(): void {
    this.#call.cancel()
  }

  /** The error's word of the registry. */
  get reason(): string {
    const trailer = this.error?.metadata.get(ERROR_TRAILER)[0]
    return trailer === undefined ? String(this.error) : errorDetailCodec.decode(trailer as Buffer).reason
  }

  get eventIds(): string[] {
    return this.frames.flatMap(({ events }) => events?.events.map(({ eventId }) => eventId) ?? [])
  }

  /** Sequence numbers, from the runs. */
  seqs(partition = 0): number[] {
    return this.frames.flatMap(({ events }) => (events?.partition === partition ? fromRuns(events.runs) : []))
  }

  /** The newest cursor that tells where the stream is. */
  get cursor(): string {
    const bearers = this.frames
      .filter(({ ack }) => !ack)
      .map((frame) => frame[frame.frame ?? 'opened'])
      .filter((body) => body && 'cursor' in body)
    return (bearers.at(-1) as { cursor: string }).cursor
  }

  of<K extends NonNullable<Frame['frame']>>(kind: K): NonNullable<Frame[K]>[] {
    return this.frames.flatMap((frame) => (frame.frame === kind ? [frame[kind] as NonNullable<Frame[K]>] : []))
  }

  async until(what: string, isTrue: (stream: TestStream) => boolean): Promise<void> {
    const endsAt = performance.now() + PATIENCE_MS
    while (!isTrue(this)) {
      const leftMs = endsAt - performance.now()
      if (leftMs <= 0) throw new Error(`It never came to "${what}": ${this.#story()}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, leftMs)
        const waiting = this.#waiting
        waiting.add(done)
        function done(): void {
          clearTimeout(timer)
          waiting.delete(done)
          resolve()
        }
      })
    }
  }

  #look(): void {
    for (const done of this.#waiting) done()
  }

  #story(): string {
    const kinds = this.frames.slice(-20).map(({ frame, events }) => (events ? `events(${events.runs})` : frame))
    return `${this.frames.length} frames, at last ${kinds.join(' ')}; error ${this.error?.message}; ended ${this.isEnded}`
  }
}

export function fromRuns(runs: number[]): number[] {
  const seqs: number[] = []
  for (let i = 0; i + 1 < runs.length; i += 2) for (let n = 0; n < runs[i + 1]!; n++) seqs.push(runs[i]! + n)
  return seqs
}

export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)
