import type { AuditEntry__Output } from '../../proto/gen/sotto/v1/AuditEntry.ts'
import type { GetQueuesResponse__Output } from '../../proto/gen/sotto/v1/GetQueuesResponse.ts'
import type { HookStream__Output } from '../../proto/gen/sotto/v1/HookStream.ts'
import type { ListAuditResponse__Output } from '../../proto/gen/sotto/v1/ListAuditResponse.ts'
import type { ListStreamsResponse__Output } from '../../proto/gen/sotto/v1/ListStreamsResponse.ts'
import type { Overview__Output } from '../../proto/gen/sotto/v1/Overview.ts'
import type { Queues__Output } from '../../proto/gen/sotto/v1/Queues.ts'
import type { Sample__Output } from '../../proto/gen/sotto/v1/Sample.ts'
import type { WatchResponse__Output } from '../../proto/gen/sotto/v1/WatchResponse.ts'
import type { Connection } from './connection.ts'
import { listAll, type Page } from './paging.ts'
import { jittered, pause } from './retry.ts'
import { isTransient, SottoError, toSottoError } from './sotto-error.ts'

/** How a tenant stands; times are Unix ms, 0 where there is none. */
export type Overview = Overview__Output
/** What happened in some seconds. */
export type Sample = Sample__Output
export type Queues = Queues__Output
export type HookStreamInfo = HookStream__Output
export type AuditEntry = AuditEntry__Output

export type AuditFilter = {
  /** The identifier of a key, or `device:<id>`. */
  actor?: string
  /** The beginning of a word: `key.` finds key.create and key.revoke. */
  what?: string
  about?: string
  /** `done`, a code of the error registry, or `REFUSED`: all but done. */
  outcome?: string
  fromAt?: number
  toAt?: number
  /** Entries a call: 1–1,000. */
  pageSize?: number
}

export type ObserveOptions = {
  topics: readonly ('overview' | 'queues' | 'streams')[]
  /** Between two frames: 1,000–60,000, default 2,000. */
  intervalMs?: number
  /** How far back the samples of the first frame go, at most 3,600. */
  historySeconds?: number
  /** Ends it, without an error. */
  signal?: AbortSignal
  /** The stream broke and is opened again after this time. */
  onReconnect?: (why: { error: SottoError; delayMs: number }) => void
}

/** What has changed; a field that is not there has not. */
export type ObserveFrame = Partial<{
  overview: Overview
  /** Those since the frame before, oldest first. */
  samples: Sample[]
  queues: Queues
  streams: HookStreamInfo[]
}> & { serverTime: number }

export type ObserveApi = {
  /** Live figures, until the loop ends. It survives the loss of its stream. */
  observe(options: ObserveOptions): AsyncIterableIterator<ObserveFrame>
  queues(): Promise<Queues>
  /** Subscribers that are connected now. */
  streams(): Promise<HookStreamInfo[]>
  /** Who did what, and who was refused; newest first. */
  audit(where?: AuditFilter): AsyncIterableIterator<AuditEntry>
}

const TOPICS = { overview: 'TOPIC_OVERVIEW', queues: 'TOPIC_QUEUES', streams: 'TOPIC_STREAMS' } as const
const RECONNECT = { baseMs: 200, capMs: 10_000 }
/** The server says something every 10 s. */
const SILENCE_MS = 25_000

export function observeApi(connection: Connection): ObserveApi {
  const { call, observe } = connection
  return {
    observe: (options) => follow(connection, options),
    async queues() {
      const { queues } = await call<GetQueuesResponse__Output>('repeatable', (...rest) =>
        observe.getQueues({}, ...rest),
      )
      if (queues) return queues
      throw new SottoError('The server said nothing of its queues.', { code: 'internal', reason: 'NO_ANSWER' })
    },
    async streams() {
      const { streams } = await call<ListStreamsResponse__Output>('repeatable', (...rest) =>
        observe.listStreams({}, ...rest),
      )
      return streams?.streams ?? []
    },
    audit: (where = {}) =>
      listAll(async (pageToken): Promise<Page<AuditEntry>> => {
        const page = await call<ListAuditResponse__Output>('repeatable', (...rest) =>
          observe.listAudit({ ...where, pageToken }, ...rest),
        )
        return { items: page.entries, nextPageToken: page.nextPageToken }
      }),
  }
}

async function* follow(connection: Connection, options: ObserveOptions): AsyncGenerator<ObserveFrame, undefined> {
  const ending = AbortSignal.any([connection.closed, ...(options.signal ? [options.signal] : [])])
  let { historySeconds = 0 } = options
  for (let tries = 0; !ending.aborted; tries++) {
    let error = ended()
    try {
      for await (const frame of oneStream(connection, { ...options, historySeconds }, ending)) {
        tries = 0
        // What a new stream may have missed is short.
        historySeconds = Math.min(historySeconds, 60)
        yield toFrame(frame)
      }
    } catch (cause) {
      error = cause instanceof SottoError ? cause : toSottoError(cause, connection.address)
      if (!ending.aborted && !isTransient(error)) throw error
    }
    if (ending.aborted) return undefined
    const delayMs = Math.max(error.retryAfterMs, jittered(RECONNECT, tries))
    options.onReconnect?.({ error, delayMs })
    await pause(delayMs, ending)
  }
  return undefined
}

async function* oneStream(
  connection: Connection,
  { topics, intervalMs = 0, historySeconds = 0 }: ObserveOptions,
  ending: AbortSignal,
): AsyncGenerator<WatchResponse__Output, undefined> {
  const request = { topics: topics.map((topic) => TOPICS[topic]), intervalMs, historySeconds }
  const stream = connection.observe.watch(request, connection.metadata())
  // Its end is seen by the loop below; a call that is cancelled says so here too.
  stream.on('error', () => undefined)
  const cancel = () => stream.cancel()
  ending.addEventListener('abort', cancel, { once: true })
  let isSilent = false
  const listen = () =>
    setTimeout(() => {
      isSilent = true
      stream.cancel()
    }, SILENCE_MS)
  let silence = listen()
  try {
    for await (const frame of stream) {
      clearTimeout(silence)
      silence = listen()
      yield frame as WatchResponse__Output
    }
  } catch (error) {
    throw isSilent ? ended() : error
  } finally {
    clearTimeout(silence)
    ending.removeEventListener('abort', cancel)
    stream.cancel()
  }
  return undefined
}

const ended = (): SottoError =>
  new SottoError('The stream of figures ended.', { code: 'unavailable', reason: 'NO_ANSWER' })

const toFrame = ({ serverTime, overview, samples, queues, streams }: WatchResponse__Output): ObserveFrame => ({
  serverTime,
  ...(overview && { overview }),
  ...(samples.length > 0 && { samples }),
  ...(queues && { queues }),
  ...(streams && { streams: streams.streams }),
})
