import { setMaxListeners } from 'node:events'
import type { Metadata } from '@grpc/grpc-js'
import { SottoError } from '../../core/errors.ts'
import { STREAMS_PER_APPLICATION_MAX } from '../../core/limits.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { DeleteSubscriptionRequest__Output } from '../../proto/gen/sotto/v1/DeleteSubscriptionRequest.ts'
import type { DeleteSubscriptionResponse } from '../../proto/gen/sotto/v1/DeleteSubscriptionResponse.ts'
import type { FetchRequest__Output } from '../../proto/gen/sotto/v1/FetchRequest.ts'
import type { FetchResponse } from '../../proto/gen/sotto/v1/FetchResponse.ts'
import type { ListSubscriptionsRequest__Output } from '../../proto/gen/sotto/v1/ListSubscriptionsRequest.ts'
import type { ListSubscriptionsResponse } from '../../proto/gen/sotto/v1/ListSubscriptionsResponse.ts'
import type { SeekRequest__Output } from '../../proto/gen/sotto/v1/SeekRequest.ts'
import type { SeekResponse } from '../../proto/gen/sotto/v1/SeekResponse.ts'
import { createCursors } from './cursor.ts'
import { fetchPage } from './fetch.ts'
import { type HookGauges, type HookMetrics, noMetrics } from './metrics.ts'
import { checkSubscriptionName, shownName, storedName } from './open.ts'
import type { SubscribeCall } from './outlet.ts'
import type { HookLogger, HookWorld, Shared, Subscriber, ToFailure } from './shared.ts'
import { createSlots } from './slots.ts'
import { createStarts } from './start.ts'
import { createSubscriber } from './subscribe.ts'

/** Reads of readers that are behind, at a time: they must not crowd out what the devices need of the store. */
const CATCH_UP_READS_MAX = 16
/** A stopping node's subscribers come back within this time, not as one. */
const RECONNECT_JITTER_MS = 5_000
const DRAIN_MS_MAX = 3_000
/** [A4] A revoked key's streams end within this time. */
const REVALIDATE_MS = 5_000

/** Subscribe's answers are written as bytes that are ready [data path]. */
export const hookCodec = { responseSerialize: (frame: object): Buffer => frame as Buffer }

export type HookService = {
  /** Handler of the bidirectional call; authorises by itself. */
  subscribe(call: SubscribeCall): void
  fetch(request: FetchRequest__Output, principal: Principal): Promise<FetchResponse>
  seek(request: SeekRequest__Output, principal: Principal): Promise<SeekResponse>
  listSubscriptions(request: ListSubscriptionsRequest__Output, principal: Principal): Promise<ListSubscriptionsResponse>
  deleteSubscription(
    request: DeleteSubscriptionRequest__Output,
    principal: Principal,
  ): Promise<DeleteSubscriptionResponse>
  /** [H5] */
  gauges(): HookGauges
  /** Lets nobody in any more, sends everybody away with a cursor and a time to come back; at most 3 s. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** The hook stream [H1–H8] of one process. */
export function createHookService(
  world: HookWorld,
  options: {
    /** Who calls; throws SottoError. The scope hooks:read is checked by it too. */
    authorize(metadata: Metadata): Promise<Principal>
    /** Throws when the key works no more. */
    revalidate?: (principal: Principal) => Promise<unknown>
    failure: ToFailure
    metrics?: HookMetrics
    logger: HookLogger
  },
): HookService {
  const { authorize, revalidate, failure, metrics = noMetrics, logger } = options
  const { partitions } = world.places
  const cursors = createCursors(world.places)
  const subscribers = new Map<Subscriber, Principal>()
  const places = new Map<string, number>()
  const draining = new AbortController()
  // Every waiting Fetch listens; they are as many as enter() lets in.
  setMaxListeners(0, draining.signal)
  const shared: Shared = {
    world,
    partitions,
    cursors,
    starts: createStarts({ log: world.hookLog, cursors, partitions, now: () => world.clock.now() }),
    slots: createSlots(CATCH_UP_READS_MAX),
    metrics,
    logger,
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
  const revalidating = setInterval(() => void revalidateAll(), REVALIDATE_MS)
  revalidating.unref()

  return {
    subscribe(call) {
      // Without a listener, a call that ends while it is being authorised would be an error of the process.
      call.on('error', () => undefined)
      admit(call).catch((error) => {
        metrics.count('streams_refused', 1)
        if (!call.cancelled && !call.destroyed) call.emit('error', failure(error))
      })
    },
    async fetch(request, principal) {
      enter(principal)
      try {
        return await fetchPage(shared, request, principal, draining.signal)
      } finally {
        leave(principal)
      }
    },
    async seek({ subscription, start }, principal) {
      checkSubscriptionName(subscription, 'subscription')
      const { positions } = await shared.starts.resolve(principal.tenant, start)
      const word = await world.subscriptions.seek(principal.tenant, storedName(principal, subscription), positions)
      if (word === 'GONE') throw new SottoError('NOT_FOUND', { detail: 'the subscription', field: 'subscription' })
      if (word === 'SUBSCRIPTION_BUSY') throw new SottoError('SUBSCRIPTION_BUSY')
      return { cursor: cursorOf(principal.tenant, positions) }
    },
    async listSubscriptions(_, { tenant, application, scopes }) {
      const records = await world.subscriptions.list(tenant)
      const visible = records.filter((record) => record.application === application || scopes.includes('hooks:all'))
      const tails = await Promise.all(
        Array.from({ length: partitions }, async (_, partition) => {
          return (await world.hookLog.read({ tenant, partition }, 1, 0)).tailSeq
        }),
      )
      return {
        subscriptions: visible.map(({ name, application, floor, members, generation, ackedAt }) => ({
          name: shownName(name),
          application,
          cursor: cursorOf(tenant, floor),
          lagEvents: floor.reduce((sum, at) => sum + Math.max(0, (tails[at.partition] ?? 0) + 1 - at.seq), 0),
          members,
          generation,
          ackedAt,
        })),
      }
    },
    async deleteSubscription({ subscription }, principal) {
      checkSubscriptionName(subscription, 'subscription')
      const stored = storedName(principal, subscription)
      if (!(await world.subscriptions.delete(principal.tenant, stored)))
        throw new SottoError('NOT_FOUND', { detail: 'the subscription', field: 'subscription' })
      for (const { group, poke } of subscribers.keys()) if (group === `${principal.tenant}/${stored}`) poke()
      return {}
    },
    gauges() {
      const streams = [...subscribers.keys()].map(({ stream }) => stream).filter((stream) => stream !== undefined)
      return {
        streams: streams.length,
        parked: streams.filter(({ isParked }) => isParked).length,
        lagEventsMax: streams.reduce((max, { lag }) => Math.max(max, lag.events), 0),
        lagMsMax: streams.reduce((max, { lag }) => Math.max(max, lag.ms), 0),
      }
    },
    async drain() {
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
    },
    async close() {
      await this.drain()
      clearInterval(revalidating)
      for (const subscriber of subscribers.keys()) subscriber.fail(new SottoError('SHUTTING_DOWN'))
    },
  }

  async function admit(call: SubscribeCall): Promise<void> {
    const principal = await authorize(call.metadata)
    if (call.cancelled || call.destroyed) return
    enter(principal)
    const subscriber = createSubscriber(call, principal, shared)
    subscribers.set(subscriber, principal)
    metrics.count('streams_opened', 1)
    await subscriber.ended
    subscribers.delete(subscriber)
    leave(principal)
    for (const other of othersOf(subscriber)) other.poke()
  }

  /** @throws SottoError TOO_MANY_STREAMS, SHUTTING_DOWN */
  function enter(principal: Principal): void {
    if (draining.signal.aborted) throw new SottoError('SHUTTING_DOWN')
    const key = placeKey(principal)
    const taken = places.get(key) ?? 0
    if (taken >= STREAMS_PER_APPLICATION_MAX)
      throw new SottoError('TOO_MANY_STREAMS', { detail: `${STREAMS_PER_APPLICATION_MAX} on this node` })
    places.set(key, taken + 1)
  }

  function leave(principal: Principal): void {
    const key = placeKey(principal)
    const taken = (places.get(key) ?? 1) - 1
    if (taken === 0) places.delete(key)
    else places.set(key, taken)
  }

  /** The other streams of the same named subscription in this process. */
  function othersOf(subscriber: Subscriber): Subscriber[] {
    const { group } = subscriber
    if (group === undefined) return []
    return [...subscribers.keys()].filter((other) => other.group === group && other !== subscriber)
  }

  async function revalidateAll(): Promise<void> {
    if (!revalidate) return
    for (const [subscriber, principal] of [...subscribers]) {
      try {
        await revalidate(principal)
      } catch (error) {
        // A store that is away says nothing about the key.
        if (error instanceof SottoError && error.status === 'unauthenticated') subscriber.fail(error)
      }
    }
  }

  function cursorOf(tenant: string, positions: Parameters<typeof cursors.encode>[1]['positions']): string {
    const held = Array.from({ length: partitions }, () => true)
    return cursors.encode(tenant, { issuedAt: world.clock.now(), positions, held })
  }
}

const placeKey = ({ tenant, application }: Principal): string => `${tenant}/${application}`
