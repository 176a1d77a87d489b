import { Cluster, type CommonRedisOptions, Redis } from 'ioredis'

/** One server or a cluster: what the adapters need is the same on both. */
export type Client = Redis | Cluster

/** Resumes within half a second of an outage; BullMQ's default took 18 s [data path]. Jittered, so that a fleet of processes does not come back as one. */
const retryStrategy = (times: number): number => Math.min(500, 50 * times) * (0.5 + Math.random() / 2)

/**
 * - `writer`: in-flight commands are never sent twice by the client, and fail at once when the connection is lost. Every
 *   function is idempotent, so the caller decides about trying again.
 * - `blocking`: one reader's own connection; its reads fail likewise, and are begun again by the reader.
 * - `queue`: what BullMQ asks of its connections: it waits for ever, and has what was under way sent again, which its
 *   scripts are made for.
 */
export type Use = 'writer' | 'blocking' | 'queue'

type Options = Pick<
  CommonRedisOptions,
  | 'retryStrategy'
  | 'autoResendUnfulfilledCommands'
  | 'connectTimeout'
  | 'keepAlive'
  | 'maxRetriesPerRequest'
  | 'enableOfflineQueue'
  | 'commandTimeout'
  | 'socketTimeout'
  | 'autoResubscribe'
>
const COMMON: Options = { retryStrategy, connectTimeout: 5_000, keepAlive: 10_000 }
/**
 * With 0, ioredis refuses what is under way at each loss of the connection. With any other number and
 * autoResendUnfulfilledCommands off, it forgets it when the first reconnect succeeds: the promise never settles.
 */
const FAIL_AT_ONCE: Options = { ...COMMON, autoResendUnfulfilledCommands: false, maxRetriesPerRequest: 0 }
/** A call of the API whose store does not answer is refused after this. */
const ANSWER_MS = 5_000
/** A server that is frozen, or gone without a word, is left after this; longer than any blocking read waits. */
const SILENCE_MS = 10_000
/** BullMQ blocks for up to 10 s. */
const QUEUE_SILENCE_MS = 15_000
const OPTIONS: Record<Use, Options> = {
  writer: { ...FAIL_AT_ONCE, enableOfflineQueue: true, commandTimeout: ANSWER_MS, socketTimeout: SILENCE_MS },
  // ioredis' own subscribing after a reconnect fails where nobody can catch it.
  blocking: { ...FAIL_AT_ONCE, socketTimeout: SILENCE_MS, autoResubscribe: false },
  queue: {
    ...COMMON,
    autoResendUnfulfilledCommands: true,
    maxRetriesPerRequest: null,
    socketTimeout: QUEUE_SILENCE_MS,
  },
}

/**
 * Writes all commands of one tick in one go: that costs the process one system call, and the server takes them in one turn of
 * its loop, with one fsync.
 */
class OneWriteATick extends Redis {
  #corked = false

  override sendCommand(...given: Parameters<Redis['sendCommand']>): unknown {
    const socket = this.stream
    if (!this.#corked && socket) {
      this.#corked = true
      socket.cork()
      process.nextTick(() => {
        this.#corked = false
        socket.uncork()
      })
    }
    return super.sendCommand(...given)
  }
}

/** @param url redis://, rediss://, unix:///path, or redis-cluster://host:port,host:port */
export function connect(url: string, use: Use): Client {
  const options = OPTIONS[use]
  if (url.startsWith('redis-cluster://')) {
    const nodes = url.slice('redis-cluster://'.length).split(',').map(hostAndPort)
    return new Cluster(nodes, {
      redisOptions: options,
      // Without a node, ioredis would keep a command until there is one, whatever its timeout.
      enableOfflineQueue: use !== 'writer',
      clusterRetryStrategy: retryStrategy,
      enableAutoPipelining: false,
    })
  }
  const Single = use === 'writer' ? OneWriteATick : Redis
  if (url.startsWith('unix://')) return new Single({ ...options, path: url.slice('unix://'.length) })
  return new Single(url, options)
}

function hostAndPort(text: string): { host: string; port: number } {
  const colon = text.lastIndexOf(':')
  return { host: text.slice(0, colon), port: Number(text.slice(colon + 1)) }
}
