import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { parseReady, programOf, type Ready, type Role } from '../../clients/cli/start/roles.ts'
import { environmentName } from '../../store/settings.ts'

/** Lines of a role's log that are kept for the words of a failing test. */
const LOG_LINES_MAX = 200
const READY_MS = 60_000

export type Settings = Record<string, string | number | boolean>
export type Exit = { code: number | null; signal: NodeJS.Signals | null; log: string }

/** A role as it runs in production: a process of its own, with settings from the environment. */
export type RoleProcess<Name extends Role = Role> = {
  readonly role: Name
  readonly pid: number
  /** What its ready line said. Rejects with its log when it ends before. */
  ready(): Promise<Extract<Ready, { ready: Name }>>
  /** The newest lines of standard error. */
  log(): string
  /** Resolves when the process is gone; never rejects. */
  exited: Promise<Exit>
  kill9(): Promise<Exit>
  /** SIGTERM: an orderly end. */
  terminate(): Promise<Exit>
}

/**
 * Starts a role and does not wait for it. It ends with this process, however this one ends: its standard input is a pipe of
 * ours (SOTTO_SUPERVISED).
 */
export function startRoleProcess<Name extends Role>(
  role: Name,
  settings: Settings,
  args: readonly string[] = [],
): RoleProcess<Name> {
  const { execArgv, script } = programOf(role)
  const child = spawn(process.execPath, [...execArgv, script, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...environmentWithoutSotto(), ...asEnvironment(settings), SOTTO_SUPERVISED: '1' },
  })
  const lines: string[] = []
  const log = () => lines.join('\n')
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line)
    if (lines.length > LOG_LINES_MAX) lines.shift()
  })
  const exited = exitOf(child, log)
  const ready = readyLine(child, role, exited)
  // A role that is to be killed before it is ready is nobody's failure.
  ready.catch(() => undefined)
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  return {
    role,
    pid: child.pid ?? 0,
    ready: () => ready,
    log,
    exited,
    kill9: () => end('SIGKILL'),
    terminate: () => end('SIGTERM'),
  }
}

/** Settings of a role in a test: what it does often in life it does often enough to be waited for. */
export const QUICK: Settings = {
  httpPort: 0,
  grpcPort: 0,
  ackBySeconds: 2,
  retryBaseMs: 100,
  nodeLeaseSeconds: 2,
  sweepMs: 50,
  canarySeconds: 1,
  logLevel: 'warn',
}

const environmentWithoutSotto = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SOTTO_')))

const asEnvironment = (settings: Settings): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [environmentName(name), String(value)]))

function exitOf(child: ChildProcess, log: () => string): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, log: error.message }))
    // After the last line of its log.
    child.once('close', (code, signal) => resolve({ code, signal, log: log() }))
  })
}

async function readyLine<Name extends Role>(
  child: ChildProcess,
  role: Name,
  exited: Promise<Exit>,
): Promise<Extract<Ready, { ready: Name }>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${role} was not ready within ${READY_MS} ms.`)), READY_MS)
  })
  const said = new Promise<Ready>((resolve) => {
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = parseReady(role, line)
      if (ready) resolve(ready)
    })
  })
  const ended = exited.then(({ code, signal, log }) => {
    throw new Error(`${role} ended (${signal ?? code}) before it was ready:\n${log}`)
  })
  try {
    return (await Promise.race([said, late, ended])) as Extract<Ready, { ready: Name }>
  } finally {
    clearTimeout(timer)
  }
}
