import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, open, readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './process-alive.ts'
import { findServerBinary, missingServer } from './server-binary.ts'
import { probeServer, shutServerDown } from './server-probe.ts'
import { socketPathOf } from './socket-path.ts'
import { withStartLock } from './start-lock.ts'

export interface EmbeddedRedisOptions {
  /** Made when missing, and closed to other users. One server at a time owns it. */
  dataFolder: string
  /** `always`: what was answered is on the disk. `everysec`: a crash of the machine may cost the last two seconds. */
  durability: 'always' | 'everysec'
  /** The server program; without it the first of valkey-server and redis-server on the PATH. */
  binary?: string
}

export interface EmbeddedRedis {
  /** The only way in: the server has no TCP port. */
  socketPath: string
  pid: number
  /** The exit code, null after a signal. Resolves whether it was stopped or ended by itself; never rejects. */
  exited: Promise<number | null>
  /** Resolves when the process is gone and its data on the disk. A second call waits for the first. */
  stop(): Promise<void>
}

/** The server's functions and ACL-free socket are used as Redis 7.0 has them. */
const versionAtLeast = 7
/** Between two looks at a server that starts; it usually serves within 20 ms. */
const pollMs = 10
/** A server opens its socket before it loads its data, so this does not depend on how much there is. */
const listenTimeoutMs = 10_000
/** Ending means one last fsync. After this it is stuck, and the append-only file is made for being killed. */
const stopTimeoutMs = 10_000

/**
 * Runs a Redis or Valkey server of Sotto's own on the data folder, and returns when it serves.
 * Throws an Error with one sentence for the operator: no such program, folder in use, server ended (with its words).
 */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const binary = options.binary ?? findServerBinary()
  const folder = await ownedFolder(options.dataFolder)
  const socketPath = await socketPathOf(folder)
  return withStartLock(folder, async () => {
    await makeRoom(folder, socketPath)
    const server = await launch(binary, folder, serverSettings(folder, socketPath, options.durability))
    try {
      await untilReady(server, folder, socketPath)
      await writeFile(ownerFile(folder), `${process.pid}\n`)
    } catch (error) {
      await end(server)
      throw error
    }
    return { socketPath, pid: server.pid, exited: server.exited, stop: () => end(server) }
  })
}

async function ownedFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await chmod(path, 0o700)
  return realpath(path)
}

/** Two servers on one append-only file would destroy it. One that a killed process left behind is ended properly. */
async function makeRoom(folder: string, socketPath: string): Promise<void> {
  if ((await probeServer(socketPath)).state === 'absent') return
  const owner = await readOwner(folder)
  if (owner === undefined || isAlive(owner)) throw folderInUse(folder, owner)
  await shutServerDown(socketPath, stopTimeoutMs)
  if ((await probeServer(socketPath)).state !== 'absent') throw folderInUse(folder, undefined)
}

function folderInUse(folder: string, owner: number | undefined): Error {
  const who = owner === undefined ? 'another process' : `process ${owner}`
  return new Error(
    `The data folder ${folder} is in use by the Redis of ${who}, and two would destroy its data: stop that one, or choose another data folder.`,
  )
}

/** The process that started the server, not the server: it says whether anybody still answers for it. */
async function readOwner(folder: string): Promise<number | undefined> {
  // Without the file nobody owns it, and then it is not taken over.
  const text = await readFile(ownerFile(folder), 'utf8').catch(() => '')
  return Number(text) || undefined
}

function ownerFile(folder: string): string {
  return join(folder, 'redis.owner')
}

/** Every setting that differs from the server's default, and why. */
function serverSettings(folder: string, socketPath: string, durability: EmbeddedRedisOptions['durability']): string[] {
  const settings: Record<string, string> = {
    dir: folder,
    logfile: logFile(folder),
    // A door in the folder only, for this user only.
    port: '0',
    unixsocket: socketPath,
    unixsocketperm: '700',
    // The append-only file is the one copy: no snapshots beside it, and no pause of its fsync during a rewrite.
    appendonly: 'yes',
    appendfsync: durability,
    'no-appendfsync-on-rewrite': 'no',
    // Making it anew takes a core for a second: with the default of 64 MB that is every few seconds under load. A restart
    // reads so much more in about two.
    'auto-aof-rewrite-min-size': '256mb',
    save: '',
    // A full memory must refuse writes, never forget what was accepted.
    'maxmemory-policy': 'noeviction',
    // The hook log keeps packed blocks of events: with the default of 4096 bytes each would be a node of its own.
    'stream-node-max-entries': '100',
    'stream-node-max-bytes': '65536',
  }
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
}

function logFile(folder: string): string {
  return join(folder, 'redis.log')
}

interface ServerProcess {
  pid: number
  child: ChildProcess
  exited: Promise<number | null>
}

async function launch(binary: string, folder: string, settings: string[]): Promise<ServerProcess> {
  // Emptied at each start, which bounds it: a server that runs well writes a few lines a day.
  const log = await open(logFile(folder), 'w', 0o600)
  try {
    // A process group of its own: Ctrl-C reaches Sotto alone, which ends its work before it ends its store.
    const child = spawn(binary, settings, { stdio: ['ignore', log.fd, log.fd], detached: true })
    const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
    const pid = await spawned(child, binary)
    const kill = () => child.kill('SIGTERM')
    process.once('exit', kill)
    void exited.then(() => process.off('exit', kill))
    return { pid, child, exited }
  } finally {
    await log.close()
  }
}

function spawned(child: ChildProcess, binary: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid!))
    child.once('error', (cause) => reject(missingServer(`could not run ${binary} (${cause.message})`)))
  })
}

async function untilReady(server: ServerProcess, folder: string, socketPath: string): Promise<void> {
  const listenBy = Date.now() + listenTimeoutMs
  for (;;) {
    if (hasExited(server.child)) throw await endedAtStart(folder)
    const answer = await probeServer(socketPath)
    if (answer.state === 'ready') return requireVersion(answer.version)
    if (answer.state === 'absent' && Date.now() > listenBy) throw await endedAtStart(folder)
    await sleep(pollMs)
  }
}

function requireVersion(version: string): void {
  if (Number.parseInt(version, 10) >= versionAtLeast) return
  throw new Error(`Sotto needs Redis ${versionAtLeast}.0 or Valkey, and this server is ${version}: upgrade it.`)
}

async function endedAtStart(folder: string): Promise<Error> {
  // One that ended before its first word has no log, and the sentence names the file all the same.
  const words = await readFile(logFile(folder), 'utf8').catch(() => '')
  const last = words.trim().split('\n').slice(-5).join('\n')
  return new Error(`The embedded Redis did not start; see ${logFile(folder)}, which ends with:\n${last}`)
}

async function end(server: ServerProcess): Promise<void> {
  if (hasExited(server.child)) return
  server.child.kill('SIGTERM')
  const stuck = setTimeout(() => server.child.kill('SIGKILL'), stopTimeoutMs)
  await server.exited
  clearTimeout(stuck)
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
