import { Cluster, type CommonRedisOptions, Redis } from 'ioredis'

/** One server or a cluster: what the adapters need is the same on both. */
export type Client = Redis | Cluster

/** Resumes within half a second of an outage; BullMQ's default took 18 s [data path]. Jittered, so that a fleet of processes does not come back as one. */
const retryStrategy = (times: number): number => Math.min(500, 50 * times) * (0.5 + Math.random() / 2)

/**
 * - `writer`: in-flight commands are never sent twice by the client, and fail at once while the server is away. Every
 *   function is idempotent, so the caller decides about trying again.
 * - `blocking`: one reader's own connection; waits for the server for ever.
 * - `queue`: what BullMQ asks of its connections.
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
>
const COMMON: Options = {
  retryStrategy,
  autoResendUnfulfilledCommands: false,
  connectTimeout: 5_000,
  keepAlive: 10_000,
}
const OPTIONS: Record<Use, Options> = {
  // 0 and not 1: a command in flight when the connection breaks is refused then. With 1 and a server that is back at the
  // first try, ioredis drops it without a word, and it would wait for commandTimeout.
  writer: { ...COMMON, maxRetriesPerRequest: 0, enableOfflineQueue: true, commandTimeout: 10_000 },
  blocking: { ...COMMON, maxRetriesPerRequest: null },
  queue: { ...COMMON, maxRetriesPerRequest: null },
}

/** @param url redis://, rediss://, unix:///path, or redis-cluster://host:port,host:port */
export function connect(url: string, use: Use): Client {
  const options = OPTIONS[use]
  if (url.startsWith('redis-cluster://')) {
    const nodes = url.slice('redis-cluster://'.length).split(',').map(hostAndPort)
    const { maxRetriesPerRequest, ...redisOptions } = options
    return new Cluster(nodes, {
      redisOptions: { ...redisOptions, ...(use === 'queue' && { maxRetriesPerRequest: null }) },
      clusterRetryStrategy: retryStrategy,
      enableAutoPipelining: false,
    })
  }
  if (url.startsWith('unix://')) return new Redis({ ...options, path: url.slice('unix://'.length) })
  return new Redis(url, options)
}

function hostAndPort(text: string): { host: string; port: number } {
  const colon = text.lastIndexOf(':')
  return { host: text.slice(0, colon), port: Number(text.slice(colon + 1)) }
}
