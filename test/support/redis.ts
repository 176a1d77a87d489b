import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, Redis, type RedisOptions } from 'ioredis'
import { afterAll, beforeAll } from 'vitest'
import { type EmbeddedRedis, startEmbeddedRedis } from '../../store/redis/embedded.ts'

type Durability = 'always' | 'everysec'

/** A real server of the test's own, on a temporary data folder. */
export interface TestRedis {
  /** Stays the same over `restart()`. */
  readonly socketPath: string
  /** The same as `connect()` of the store takes it. */
  readonly url: string
  readonly dataFolder: string
  readonly pid: number
  /** A new connection. It is closed by `close()` at the latest. */
  connect(options?: Omit<RedisOptions, 'replyMapping'>): Redis
  /** Ends the server properly; the data stays for `restart()`. */
  stop(): Promise<void>
  /** Ends it as a crash would. With `everysec` the last writes may be lost, with `always` none that was answered. */
  kill9(): Promise<void>
  /** Starts it again on the same data, stopping it first when it runs. */
  restart(): Promise<void>
  /** Closes the connections, stops the server, removes the data. */
  close(): Promise<void>
}

/**
 * Starts a server before the tests of this file (or `describe`) and removes it after them:
 *
 *     const redis = withRedis()
 *     it('…', async () => { await redis.connect().set('a', 1) })
 */
export function withRedis(options: { durability?: Durability } = {}): TestRedis {
  let started: TestRedis | undefined
  beforeAll(async () => {
    started = await startRedis(options)
  })
  afterAll(() => started?.close())
  return fromTheHook(() => started)
}

/** As `withRedis`, for a test that starts and closes it by itself. */
export async function startRedis({ durability = 'everysec' }: { durability?: Durability } = {}): Promise<TestRedis> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sotto-redis-'))
  const start = () => startEmbeddedRedis({ dataFolder, durability })
  let server: EmbeddedRedis = await start()
  const connections = new Connections()
  return {
    dataFolder,
    get socketPath() {
      return server.socketPath
    },
    get url() {
      return `unix://${server.socketPath}`
    },
    get pid() {
      return server.pid
    },
    connect: (options = {}) => connections.add(new Redis(server.socketPath, options)),
    stop: () => server.stop(),
    async kill9() {
      process.kill(server.pid, 'SIGKILL')
      await server.exited
    },
    async restart() {
      await server.stop()
      server = await start()
    },
    async close() {
      connections.close()
      await server.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The connections that a test opened and need not close. */
export class Connections {
  readonly #open: (Redis | Cluster)[] = []

  add<Connection extends Redis | Cluster>(connection: Connection): Connection {
    // Tests kill servers on purpose: what matters of it reaches them through the commands they wait for.
    connection.on('error', () => {})
    this.#open.push(connection)
    return connection
  }

  close(): void {
    for (const connection of this.#open.splice(0)) connection.disconnect()
  }
}

/** Stands for what `beforeAll` makes, so that a test file can name it above its tests. */
export function fromTheHook<Resource extends object>(started: () => Resource | undefined): Resource {
  return new Proxy({} as Resource, {
    get(_, name) {
      const resource = started()
      if (resource === undefined)
        throw new Error('This server runs during the tests only, not while they are collected.')
      return Reflect.get(resource, name, resource)
    },
  })
}
