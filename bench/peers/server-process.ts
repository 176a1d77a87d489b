import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../measure/deadline.ts'

/** A peer's server on a free port of the loopback, with a data folder of its own, for one turn. */
export type PeerServer = { pid: number; port: number; stop(): Promise<void> }

const START_TIMEOUT_MS = 10_000
const STOP_TIMEOUT_MS = 10_000

export async function startPeerServer(
  program: string,
  argsFor: (port: number, folder: string) => string[] | Promise<string[]>,
): Promise<PeerServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-bench-peer-'))
  const port = await freePort()
  const child = spawn(program, await argsFor(port, folder), { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  await until(
    START_TIMEOUT_MS,
    () => answers(port),
    () => `${program} on port ${port}`,
  )
  return {
    pid: child.pid ?? 0,
    port,
    async stop() {
      process.off('exit', kill)
      await end(child, ended)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await ended
  clearTimeout(timer)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dial({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
