import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { SottoError } from '../../core/errors.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { StreamRecord } from '../../core/ports/streams.ts'
import { sotto } from '../../proto/index.ts'
import type { Guard } from '../api/caller.ts'
import { asSottoError, grpcFailure } from '../api/failure.ts'
import { authorizationOf, type StreamCodec } from '../api/grpc.ts'
import { createHookCalls, type HookCalls } from './calls.ts'
import { createCursors } from './cursor.ts'
import type { SubscribeCall } from './outlet.ts'
import { createSeats } from './seats.ts'
import type { HookLogger, HookMetrics, HookWorld, Shared, Subscriber } from './shared.ts'
import { createSlots } from './slots.ts'
import { createStarts } from './start.ts'
import { createSubscriber } from './subscribe.ts'
import { createTail, type Tail } from './tail.ts'

/** Reads of readers that are behind, at a time: they must not crowd out what the devices need of the store. */
const CATCH_UP_READS_MAX = 16
/** A stopping node's subscribers come back within this time, not as one. */
const RECONNECT_JITTER_MS = 5_000
const DRAIN_MS_MAX = 3_000
/** [A4] A revoked key's streams end within this time; gauges are this old at most. */
const LOOK_MS = 4_000

export type HookService = {
  /** The unary calls. */
  calls: HookCalls
  /** The handler of the bidirectional call; authorises by itself. */
  subscribe(call: SubscribeCall): void
  /** Pages of the log for streams of another form. */
  tail: Tail
  /** Frames are written as bytes that are ready; bytes that are no frame are read as an empty one, which is refused. */
  codec: StreamCodec
  /** Lets nobody in any more, sends everybody away with a cursor and a time to come back; at most 3 s. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** The hook stream [H1–H8] of one process. */
export function createHookService(
  world: HookWorld,
  options: {
    metrics: HookMetrics
    log: HookLogger
    guard: Pick<Guard, 'admit' | 'revalidate'>
    /** Hears every LOOK_MS who is connected. */
    onLook?(streams: (Omit<StreamRecord, 'node'> & { tenant: string })[]): void
  },
): HookService {
  const { metrics, log, guard } = options
  const { partitions } = world.places
  const subscribers = new Map<Subscriber, Principal & { since: number }>()
  const draining = new AbortController()
  // Every waiting Fetch listens; they are as many as there are seats.
  setMaxListeners(0, draining.signal)
  const seats = createSeats(draining.signal)
  const cursors = createCursors(world.places)
  const shared: Shared = {
    world,
    partitions,
    cursors,
    starts: createStarts({ log: world.hookLog, cursors, partitions, now: () => world.clock.now() }),
    slots: createSlots(CATCH_UP_READS_MAX),
    metrics,
    log,
    failure,
    newStreamName: () =>
      `${String(world.clock.now()).padStart(16, '0')}-${Buffer.from(world.chance.bytes(8)).toString('hex')}`,
    onMember(joined) {
      for (const other of othersOf(joined)) {
        if (other.member === joined.member) void other.goAway('TAKEN_OVER', 0)
        else other.poke()
      }
    },
  }
  const calls = createHookCalls(shared, seats, draining.signal, (group) => {
    for (const subscriber of subscribers.keys()) if (subscriber.group === group) subscriber.poke()
  })
  const looking = setInterval(() => {
    void revalidate()
    measure()
    options.onLook?.(connected())
  }, LOOK_MS)
  looking.unref()

  return {
    calls,
    subscribe(call) {
      // Without a listener, a call that ends while it is being authorised would be an error of the process.
      call.on('error', () => undefined)
      admit(call).catch((error) => {
        if (!call.cancelled && !call.destroyed) call.emit('error', failure(error))
      })
    },
    tail: createTail(shared),
    codec: { responseSerialize: (frame) => frame as Buffer, requestDeserialize: readRequest },
    drain,
    async close() {
      await drain()
      clearInterval(looking)
      for (const subscriber of subscribers.keys()) subscriber.fail(new SottoError('SHUTTING_DOWN'))
    },
  }

  async function admit(call: SubscribeCall): Promise<void> {
    const principal = await guard.admit('HookService/Subscribe', authorizationOf(call.metadata))
    if (call.cancelled || call.destroyed) return
    const leave = seats.take(principal)
    const subscriber = createSubscriber(call, principal, shared)
    subscribers.set(subscriber, { ...principal, since: world.clock.now() })
    measure()
    await subscriber.ended
    subscribers.delete(subscriber)
    leave()
    measure()
    for (const other of othersOf(subscriber)) other.poke()
  }

  function failure(cause: unknown) {
    const requestId = randomUUID()
    const error = asSottoError(cause, requestId, (err) => log.error({ err, requestId }, 'a hook stream failed'))
    if (error.status !== 'internal' && error.status !== 'unavailable')
      metrics.refusedInput.inc({ door: 'hooks', reason: error.code })
    return grpcFailure(error)
  }

  /** The other streams of the same named subscription in this process. */
  function othersOf(subscriber: Subscriber): Subscriber[] {
    const { group } = subscriber
    if (group === undefined) return []
    return [...subscribers.keys()].filter((other) => other.group === group && other !== subscriber)
  }

  async function drain(): Promise<void> {
    draining.abort()
    const leaving = [...subscribers.keys()].map((subscriber) =>
      subscriber.goAway('SHUTTING_DOWN', Math.floor(world.chance.unit() * RECONNECT_JITTER_MS)),
    )
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, DRAIN_MS_MAX)
    })
    await Promise.race([Promise.allSettled(leaving), late])
    clearTimeout(timer)
  }

  async function revalidate(): Promise<void> {
    for (const [subscriber, { keyId }] of [...subscribers]) {
      try {
        await guard.revalidate(keyId, true)
      } catch (error) {
        // A store that is away says nothing about the key.
        if (error instanceof SottoError && error.status === 'unauthenticated') subscriber.fail(error)
      }
    }
  }

  function connected() {
    return [...subscribers].flatMap(([{ stream, subscription = '', member = '' }, { tenant, application, since }]) => {
      if (!stream) return []
      const { lag, isParked: parked, partitions, sentEvents } = stream
      return [
        {
          tenant,
          application,
          subscription,
          member,
          partitions,
          parked,
          since,
          sentEvents,
          lagEvents: lag.events,
          lagMs: lag.ms,
        },
      ]
    })
  }

  /** [H5] */
  function measure(): void {
    const streams = [...subscribers.keys()].map(({ stream }) => stream).filter((stream) => stream !== undefined)
    metrics.hookStreams.set(streams.length)
    metrics.hookParked.set(streams.filter(({ isParked }) => isParked).length)
    metrics.hookLagEvents.set(streams.reduce((max, { lag }) => Math.max(max, lag.events), 0))
  }
}

function readRequest(bytes: Buffer): object {
  try {
    return sotto.HookService.service.Subscribe.requestDeserialize(bytes)
  } catch {
    // grpc-js would end the call with INTERNAL and without our trailer [A2].
    return {}
  }
}
