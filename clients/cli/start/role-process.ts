import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { parseReady, type Ready, type RoleProgram } from './roles.ts'

/** How a role ended. `configuration`: exit code 78, starting it again changes nothing. */
export type RoleEnd = { type: 'configuration' } | { type: 'ended'; how: string; wasReady: boolean }

export type RoleProcess = {
  readonly pid: number | undefined
  /** Resolves when the process is gone; never rejects. */
  ended: Promise<RoleEnd>
  /** SIGTERM: finish what is under way, then exit. */
  stop(): void
  kill(): void
}

export type RoleListener = {
  ready(ready: Ready): void
  /** A line of its log (standard error), or one that it should not have printed (standard output). */
  log(line: string): void
}

const CONFIGURATION_EXIT = 78
/** From the start until the ready line. A store that loads a large file says so in its log; a role that hangs is killed. */
const READY_TIMEOUT_MS = 120_000

/**
 * Starts a role as a process of its own. Its standard input is a pipe that ends when we do, however we end: a role with
 * SOTTO_SUPERVISED=1 stops then, so that none outlives its supervisor. A process group of its own keeps Ctrl-C from it:
 * the order in which roles stop is the supervisor's.
 */
export function startRole(
  program: RoleProgram,
  args: string[],
  env: NodeJS.ProcessEnv,
  listener: RoleListener,
): RoleProcess {
  const child = spawn(process.execPath, [...program.execArgv, program.script, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...env, SOTTO_SUPERVISED: '1' },
  })
  let wasReady = false
  const deadline = setTimeout(() => child.kill('SIGKILL'), READY_TIMEOUT_MS)
  // A role that ends while we write to it is seen by its exit.
  child.stdin.on('error', () => undefined)

  createInterface({ input: child.stdout }).on('line', (line) => {
    const ready = wasReady ? undefined : parseReady(program.role, line)
    if (!ready) return listener.log(line)
    wasReady = true
    clearTimeout(deadline)
    listener.ready(ready)
  })
  createInterface({ input: child.stderr }).on('line', (line) => listener.log(line))

  return {
    pid: child.pid,
    ended: ending(child, () => wasReady).finally(() => clearTimeout(deadline)),
    stop: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  }
}

function ending(child: ChildProcess, wasReady: () => boolean): Promise<RoleEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ type: 'ended', how: error.message, wasReady: wasReady() }))
    // `close` comes after the last line of its log.
    child.once('close', (code, signal) => {
      if (code === CONFIGURATION_EXIT) resolve({ type: 'configuration' })
      else resolve({ type: 'ended', how: signal ?? `exit code ${code}`, wasReady: wasReady() })
    })
  })
}
