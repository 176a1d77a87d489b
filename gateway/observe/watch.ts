import { setTimeout as sleep } from 'node:timers/promises'
import { SottoError } from '../../core/errors.ts'
import type { ListDevicesRequest__Output } from '../../proto/gen/sotto/v1/ListDevicesRequest.ts'
import type { ListDevicesResponse } from '../../proto/gen/sotto/v1/ListDevicesResponse.ts'
import type { ListSubscriptionsResponse } from '../../proto/gen/sotto/v1/ListSubscriptionsResponse.ts'
import type { Operation } from '../../proto/gen/sotto/v1/Operation.ts'
import type { Queues } from '../../proto/gen/sotto/v1/Queues.ts'
import type { StreamList } from '../../proto/gen/sotto/v1/StreamList.ts'
import type { WatchRequest__Output } from '../../proto/gen/sotto/v1/WatchRequest.ts'
import type { WatchResponse } from '../../proto/gen/sotto/v1/WatchResponse.ts'
import type { Caller } from '../api/caller.ts'
import { refuseUnless, type StreamOut } from '../api/handler.ts'
import type { Tail } from '../hooks/tail.ts'
import { type Boards, sampleView } from './board.ts'

const INTERVAL_MS_DEFAULT = 2_000
const INTERVAL_MS_MIN = 1_000
const INTERVAL_MS_MAX = 60_000
export const HISTORY_SECONDS_MAX = 3_600
/** A sign of life, also when nothing has changed. */
const SILENCE_MS_MAX = 10_000
/** Between two frames of events: a page draws no more often. */
const EVENT_FRAMES_MS = 200
const EVENTS_A_FRAME = 500
const EVENTS_WAIT_MS = 5_000
/** A live tail that is further behind goes on at the end. */
const BEHIND_EVENTS_MAX = 2_000
const RETRY_MS = 1_000

const SCOPES = {
  TOPIC_OVERVIEW: 'commands:read',
  TOPIC_EVENTS: 'hooks:read',
  TOPIC_QUEUES: 'queues:read',
  TOPIC_STREAMS: 'hooks:read',
  TOPIC_OPERATIONS: 'commands:read',
  TOPIC_SUBSCRIPTIONS: 'hooks:read',
  TOPIC_DEVICES: 'devices:read',
} as const
type TopicName = keyof typeof SCOPES

export type WatchSources = {
  boards: Boards
  tail: Tail
  queues(): Promise<Queues>
  streams(caller: Caller): Promise<StreamList>
  operations(tenant: string): Promise<Operation[]>
  subscriptions(caller: Caller): Promise<ListSubscriptionsResponse>
  devices(caller: Caller, asked: ListDevicesRequest__Output): Promise<ListDevicesResponse>
  now(): number
  /** The store is away now and then: the stream waits, and goes on. */
  onStoreAway(error: unknown): void
}

/** One stream for a page. Of figures only the newest is sent, and only when it is another than before; events go as they come. */
export function createWatch(sources: WatchSources) {
  return async (request: WatchRequest__Output, caller: Caller, out: StreamOut): Promise<void> => {
    const topics = readTopics(request, caller)
    const { intervalMs, historySeconds } = request
    const isInBounds = intervalMs === 0 || (intervalMs >= INTERVAL_MS_MIN && intervalMs <= INTERVAL_MS_MAX)
    refuseUnless(isInBounds, 'interval_ms', `must be from ${INTERVAL_MS_MIN} to ${INTERVAL_MS_MAX}`)
    refuseUnless(historySeconds <= HISTORY_SECONDS_MAX, 'history_seconds', `must be at most ${HISTORY_SECONDS_MAX}`)
    refuseUnless(!topics.has('TOPIC_DEVICES') || request.devices !== null, 'devices', 'must be given for TOPIC_DEVICES')
    // The first refusal ends both.
    const failed = new AbortController()
    const signal = AbortSignal.any([out.signal, failed.signal])
    const loops = [watchFigures(sources, topics, request, caller, { write: (frame) => out.write(frame), signal })]
    if (topics.has('TOPIC_EVENTS'))
      loops.push(watchEvents(sources, request, caller, { write: (f) => out.write(f), signal }))
    await Promise.all(
      loops.map((loop) =>
        loop.catch((error: unknown) => {
          failed.abort()
          throw error
        }),
      ),
    )
  }
}

function readTopics({ topics }: WatchRequest__Output, { scopes }: Caller): Set<TopicName> {
  refuseUnless(topics.length > 0, 'topics', 'must name at least one')
  for (const [i, topic] of topics.entries()) {
    refuseUnless(topic in SCOPES && topics.indexOf(topic) === i, `topics[${i}]`, 'must be a topic, and named once')
    const needed = SCOPES[topic as TopicName]
    if (!scopes.includes(needed)) throw new SottoError('PERMISSION_DENIED', { detail: needed, field: `topics[${i}]` })
  }
  return new Set(topics as TopicName[])
}

async function watchFigures(
  sources: WatchSources,
  topics: Set<TopicName>,
  { intervalMs, historySeconds, devices: asked }: WatchRequest__Output,
  caller: Caller,
  { write, signal }: StreamOut,
): Promise<void> {
  const { tenant } = caller
  const sent = new Map<string, string>()
  let samplesTo = sources.now() - historySeconds * 1_000
  let wroteAt = Number.NEGATIVE_INFINITY

  /** Only what is another than before. */
  function news<T extends object>(name: string, value: T): T | undefined {
    const text = JSON.stringify(value)
    if (sent.get(name) === text) return undefined
    sent.set(name, text)
    return value
  }

  async function frame(): Promise<WatchResponse> {
    const [board, queues, streams, operations, subscriptions, devices] = await Promise.all([
      topics.has('TOPIC_OVERVIEW') ? sources.boards.of(tenant) : undefined,
      topics.has('TOPIC_QUEUES') ? sources.queues() : undefined,
      topics.has('TOPIC_STREAMS') ? sources.streams(caller) : undefined,
      topics.has('TOPIC_OPERATIONS') ? sources.operations(tenant) : undefined,
      topics.has('TOPIC_SUBSCRIPTIONS') ? sources.subscriptions(caller) : undefined,
      asked && topics.has('TOPIC_DEVICES') ? sources.devices(caller, asked) : undefined,
    ])
    const fresh = board?.samples.filter(({ at }) => at > samplesTo) ?? []
    samplesTo = fresh.at(-1)?.at ?? samplesTo
    const changed = operations && news('operations', operations)
    return {
      ...(board && { overview: board.overview, samples: fresh.map(sampleView) }),
      ...(queues && { queues }),
      ...(streams && news('streams', streams) && { streams }),
      ...(changed && { operations: changed }),
      ...(subscriptions && news('subscriptions', subscriptions) && { subscriptions }),
      ...(devices && news('devices', devices) && { devices }),
    }
  }

  while (!signal.aborted) {
    try {
      const next = await frame()
      const isNews = Object.keys(next).length > 0
      if (isNews || performance.now() - wroteAt >= SILENCE_MS_MAX) {
        wroteAt = performance.now()
        await write({ serverTime: sources.now(), ...next })
      }
    } catch (error) {
      if (error instanceof SottoError) throw error
      sources.onStoreAway(error)
    }
    await pause(intervalMs || INTERVAL_MS_DEFAULT, signal)
  }
}

async function watchEvents(
  { tail, onStoreAway }: WatchSources,
  { start, filter, skipWhenBehind }: WatchRequest__Output,
  caller: Caller,
  { write, signal }: StreamOut,
): Promise<void> {
  let from = start
  let skipped = 0
  while (!signal.aborted) {
    const request = { start: from, filter, maxEvents: EVENTS_A_FRAME, waitMs: from === start ? 0 : EVENTS_WAIT_MS }
    try {
      const page = await tail.page(request, caller, signal)
      const { events = [], gaps = [], cursor = '' } = page
      if (events.length > 0 || gaps.length > 0 || from === start || skipped > 0)
        await write({ serverTime: 0, events: { events, gaps, cursor, skipped } } satisfies WatchResponse)
      skipped = 0
      from = { at: 'cursor', cursor }
      if (!skipWhenBehind || events.length < EVENTS_A_FRAME) continue
      const lag = await tail.lag(caller.tenant, cursor)
      if (lag <= BEHIND_EVENTS_MAX) continue
      skipped = lag
      from = { at: 'cursor', cursor: await tail.end(caller.tenant) }
    } catch (error) {
      if (error instanceof SottoError) throw error
      onStoreAway(error)
      await pause(RETRY_MS, signal)
    } finally {
      await pause(EVENT_FRAMES_MS, signal)
    }
  }
}

/** Ends early, and without an error, when the signal says so. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}
