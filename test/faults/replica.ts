import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { findServerBinary } from '../../store/redis/server-binary.ts'
import { eventually } from '../support/eventually.ts'

const SYNC_MS = 15_000

/** A second server that follows the first, as far as it is let. */
export type Replica = {
  /** It hears nothing more; what the first takes from now on, it will not have. */
  fallBehind(): Promise<void>
  /** It follows nobody any more. Gives the folder of its append-only file; it has ended, and that is whole. */
  promote(): Promise<string>
  close(): Promise<void>
}

/** Resolves when it has all that the first one has. */
export async function startReplica(socketPath: string): Promise<Replica> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-replica-'))
  const first = connectTo(socketPath)
  const port = await freePort()
  await first.config('SET', 'bind', '127.0.0.1')
  await first.config('SET', 'port', String(port))
  const server = await spawnServer(folder, port)
  const own = connectTo(join(folder, 's'))
  const close = async (): Promise<void> => {
    first.disconnect()
    own.disconnect()
    await end(server)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await eventually(
      async () => await own.info('replication').catch(() => ''),
      (info) => info.includes('master_link_status:up') && !info.includes('master_sync_in_progress:1'),
      SYNC_MS,
    )
    // The append-only file is written anew after the first copy.
    await eventually(
      async () => await own.info('persistence'),
      (info) => info.includes('aof_rewrite_in_progress:0') && info.includes('aof_rewrite_scheduled:0'),
      SYNC_MS,
    )
  } catch (error) {
    await close()
    throw error
  }
  return {
    async fallBehind() {
      await first.config('SET', 'port', '0')
      await first.call('CLIENT', 'KILL', 'TYPE', 'replica')
    },
    async promote() {
      await own.call('REPLICAOF', 'NO', 'ONE')
      own.disconnect()
      await end(server)
      return join(folder, 'appendonlydir')
    },
    close,
  }
}

async function spawnServer(folder: string, masterPort: number): Promise<ChildProcess> {
  await mkdir(folder, { recursive: true })
  const settings: Record<string, string> = {
    ...{ dir: folder, port: '0', unixsocket: join(folder, 's'), save: '', logfile: join(folder, 'log') },
    ...{ appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction', 'repl-diskless-sync-delay': '0' },
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  const server = spawn(findServerBinary(), [...args, '--replicaof', '127.0.0.1', String(masterPort)], {
    stdio: 'ignore',
  })
  await once(server, 'spawn')
  return server
}

function connectTo(path: string): Redis {
  const client = new Redis(path, { retryStrategy: () => 50, maxRetriesPerRequest: 100 })
  client.on('error', () => undefined)
  return client
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGTERM')
  await gone
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
