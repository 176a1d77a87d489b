import { randomBytes } from 'node:crypto'
import {
  type ClientDuplexStream,
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  type ServiceError,
  status,
} from '@grpc/grpc-js'
import type { Redis } from 'ioredis'
import { SottoError } from '../../core/errors.ts'
import type { Principal } from '../../core/ports/access.ts'
import { createHookService, type HookService, hookCodec } from '../../gateway/hooks/hook-service.ts'
import type { SubscribeCall } from '../../gateway/hooks/outlet.ts'
import type { HookWorld } from '../../gateway/hooks/shared.ts'
import type { HookServiceClient } from '../../proto/gen/sotto/v1/HookService.ts'
import type { Open } from '../../proto/gen/sotto/v1/Open.ts'
import type { SubscribeRequest } from '../../proto/gen/sotto/v1/SubscribeRequest.ts'
import type { SubscribeResponse__Output } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { sotto } from '../../proto/index.ts'
import { connect } from '../../store/redis/connect.ts'
import { createHookLog } from '../../store/redis/hook-log.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { createSubscriptions } from '../../store/redis/subscriptions.ts'

/** A hook service behind a gRPC server on a port of its own, over a store that is there. */
export type HookRig = {
  readonly service: HookService
  readonly world: HookWorld
  readonly client: HookServiceClient
  open(open: Open, as?: Partial<Principal>): TestStream
  close(): Promise<void>
}

export const APP: Principal = { tenant: 'acme', application: 'app', keyId: 'k1', scopes: ['hooks:read'] }
export const ENOUGH = { totalEvents: 1e9, totalBytes: 1e12 }

export async function startHookRig(socketPath: string, partitions = 1, deployment = 'd1'): Promise<HookRig> {
  const url = `unix://${socketPath}`
  const client = connect(url, 'writer') as Redis
  client.on('error', () => undefined)
  const library = await loadLibrary(client)
  const hookLog = createHookLog({ client, library, connectBlocking: () => connect(url, 'blocking') })
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
    subscriptions: createSubscriptions(client, library, partitions),
  }
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const service = createHookService(world, {
    authorize: async (metadata) => JSON.parse(String(metadata.get('principal')[0])) as Principal,
    failure: toFailure,
    logger: quiet,
  })
  const server = new Server({ 'grpc.enable_channelz': 0 })
  server.addService(
    { ...sotto.HookService.service, Subscribe: { ...sotto.HookService.service.Subscribe, ...hookCodec } },
    { Subscribe: (call: SubscribeCall) => service.subscribe(call) },
  )
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
      const metadata = new Metadata()
      metadata.set('principal', JSON.stringify({ ...APP, ...as }))
      const stream = new TestStream(grpc.subscribe(metadata))
      stream.send({ open })
      return stream
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

const toFailure = (error: unknown): Pick<ServiceError, 'code' | 'details' | 'metadata'> => {
  const metadata = new Metadata()
  const known = error instanceof SottoError ? error : new SottoError('INTERNAL', { detail: String(error) })
  metadata.set('reason', known.code)
  return {
    code: status[known.status.toUpperCase() as keyof typeof status],
    details: known.message,
    metadata,
  }
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
    return String(this.error?.metadata.get('reason')[0])
  }

  get eventIds(): string[] {
    return this.frames.flatMap(({ events }) => events?.events.map(({ eventId }) => eventId) ?? [])
  }

  /** Sequence numbers, from the runs. */
  seqs(partition = 0): number[] {
    return this.frames.flatMap(({ events }) => (events?.partition === partition ? fromRuns(events.runs) : []))
  }

  /** The newest cursor of any frame. */
  get cursor(): string {
    const bearers = this.frames
      .map((frame) => frame[frame.frame ?? 'opened'])
      .filter((body) => body && 'cursor' in body)
    return (bearers.at(-1) as { cursor: string }).cursor
  }

  of<K extends NonNullable<Frame['frame']>>(kind: K): NonNullable<Frame[K]>[] {
    return this.frames.flatMap((frame) => (frame.frame === kind ? [frame[kind] as NonNullable<Frame[K]>] : []))
  }

  async until(what: string, isTrue: (stream: TestStream) => boolean, deadlineMs = 10_000): Promise<void> {
    const endsAt = performance.now() + deadlineMs
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
