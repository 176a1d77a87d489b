import { type EmbeddedRedis, startEmbeddedRedis } from '../../store/redis/embedded.ts'
import type { Part } from './cast.ts'
import type { HistoryWriter } from './history.ts'
import type { Actor, StoreServer } from './world.ts'

/** The store's server, as the product starts it, but killed and stopped like any other actor. */
export type RedisActor = Actor & { readonly store: StoreServer; close(): Promise<void> }

export async function startRedisActor(
  part: Part,
  dataFolder: string,
  durability: StoreServer['durability'],
  history: HistoryWriter,
): Promise<RedisActor> {
  let server: EmbeddedRedis | undefined = await startEmbeddedRedis({ dataFolder, durability })
  const { socketPath } = server
  let state: Actor['state'] = 'running'
  let starting: Promise<void> | undefined
  const note = (what: 'ready' | 'killed' | 'terminated' | 'suspended' | 'resumed'): void =>
    history.write({ is: 'actor', actor: part.name, what, note: '' })

  // Of a run that breaks down no server may stay.
  const atExit = (): void => {
    if (server) signal(server.pid, 'SIGKILL')
  }
  process.once('exit', atExit)

  async function start(): Promise<void> {
    state = 'starting'
    server = await startEmbeddedRedis({ dataFolder, durability })
    state = 'running'
    note('ready')
  }

  async function end(what: 'killed' | 'terminated'): Promise<void> {
    const dying = server
    if (!dying || state === 'dead') return
    note(what)
    if (what === 'killed') signal(dying.pid, 'SIGKILL')
    else {
      signal(dying.pid, 'SIGCONT')
      await dying.stop()
    }
    await dying.exited
    server = undefined
    state = 'dead'
  }

  return {
    name: part.name,
    kind: 'redis',
    part,
    store: { socketPath, dataFolder, durability },
    get state() {
      return state
    },
    get pid() {
      return server?.pid ?? 0
    },
    async start() {
      if (state === 'running' || state === 'suspended') return
      starting ??= start().finally(() => {
        starting = undefined
      })
      await starting
    },
    kill: () => end('killed'),
    terminate: () => end('terminated'),
    suspend() {
      if (!server || state !== 'running') return
      signal(server.pid, 'SIGSTOP')
      state = 'suspended'
      note('suspended')
    },
    resume() {
      if (!server || state !== 'suspended') return
      signal(server.pid, 'SIGCONT')
      state = 'running'
      note('resumed')
    },
    tell: () => undefined,
    onEnd: () => () => undefined,
    async close() {
      process.removeListener('exit', atExit)
      await end('terminated')
    },
  }
}

/** One that is gone needs none. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
