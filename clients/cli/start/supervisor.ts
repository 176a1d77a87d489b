import { resolve } from 'node:path'
import { type RoleEnd, type RoleProcess, startRole } from './role-process.ts'
import { isInstalled, type Ready, type Role, type RoleProgram } from './roles.ts'

/** Ceilings of the pause before a role that died is started again; doubled each time, and a random part of it is waited. */
const RESTART_FIRST_MS = 400
const RESTART_LAST_MS = 5_000
const RESTART_LEAST_MS = 200
/** A role that served for so long and then died has not been failing since it started. */
const STABLE_MS = 10_000
/** Deaths in a row of a role that has never been ready. Then everything stops: it will not get better by itself. */
const FALSE_STARTS_MAX = 3
/** For finishing what is under way. Then it is killed. */
const STOP_TIMEOUT_MS = 25_000
/** For the store when we are told to stop at once: it has one fsync to do, and a killed one leaves its server behind. */
const KILL_TIMEOUT_MS = 3_000

export type SupervisorOptions = {
  /** In the order in which they start. */
  programs: RoleProgram[]
  args: string[]
  env: NodeJS.ProcessEnv
  log(role: Role, line: string): void
  /** What the supervisor itself does: started, died, starts again. */
  note(text: string): void
}

/** What runs where, when all of it does. */
export type Running = { http: string; grpc: string; adminKeyFile: string | null }

/** `configuration`: a role said that a setting is wrong. `failed`: one does not start. `stopped`: it was asked to. */
export type SupervisorEnd = 'stopped' | 'configuration' | 'failed'

export type Supervisor = {
  /** Resolves when every role has said that it is ready; undefined when it ended before that. */
  running: Promise<Running | undefined>
  ended: Promise<SupervisorEnd>
  /** The processes that live now. */
  pids(): Partial<Record<Role, number>>
  /** In the reverse order, each given its time. */
  stop(): Promise<void>
  /** At once. */
  kill(): void
}

export function startSupervisor(options: SupervisorOptions): Supervisor {
  const processes = new Map<Role, RoleProcess>()
  /** What later roles and restarted ones need to know: the store's address, the ports that were chosen. */
  const learned: NodeJS.ProcessEnv = {}
  let phase: 'up' | 'stopping' = 'up'
  let how: SupervisorEnd = 'stopped'
  let stopping: Promise<void> | undefined
  let gateway: Extract<Ready, { ready: 'gateway' }> | undefined
  const runningNow = promiseOf<Running | undefined>()
  const allEnded = promiseOf<SupervisorEnd>()
  const wake = new AbortController()

  void startAll()

  async function startAll(): Promise<void> {
    const missing = options.programs.find((program) => !isInstalled(program))
    if (missing) {
      options.note(`The program of the role ${missing.role} is not here (${missing.script}). Install Sotto again.`)
      return void end('failed')
    }
    for (const program of options.programs) {
      const ready = await untilFirstReady(program)
      if (!ready || phase !== 'up') return
    }
    const { http = '', grpc = '', adminKeyFile = null } = gateway ?? {}
    // To be copied into another terminal, which may be in another folder.
    runningNow.resolve({ http, grpc, adminKeyFile: adminKeyFile && resolve(adminKeyFile) })
  }

  /** Keeps the role running from now on. False when everything ends before it is ready for the first time. */
  function untilFirstReady(program: RoleProgram): Promise<boolean> {
    return new Promise((resolve) => {
      void keepRunning(program, () => resolve(true)).then(() => resolve(false))
    })
  }

  async function keepRunning(program: RoleProgram, firstReady: () => void): Promise<void> {
    let deaths = 0
    let everReady = false
    while (phase === 'up') {
      const since = Date.now()
      const died = await runOnce(program, () => {
        everReady = true
        firstReady()
      })
      if (phase !== 'up') return
      if (died.type === 'configuration') return void end('configuration')
      deaths = Date.now() - since > STABLE_MS ? 1 : deaths + 1
      if (!everReady && deaths >= FALSE_STARTS_MAX) {
        options.note(`The role ${program.role} does not start (${died.how}, ${deaths} times): its log above says why.`)
        return void end('failed')
      }
      const pauseMs = restartAfter(deaths)
      options.note(
        `The role ${program.role} ended (${died.how}). It starts again in ${(pauseMs / 1_000).toFixed(1)} s.`,
      )
      await pause(pauseMs, wake.signal)
    }
  }

  async function runOnce(program: RoleProgram, onReady: () => void): Promise<RoleEnd> {
    const { role } = program
    const child = startRole(
      program,
      options.args,
      { ...options.env, ...learned },
      {
        ready(ready) {
          learn(ready)
          options.note(`The role ${role} is ready (process ${child.pid}).`)
          onReady()
        },
        log: (line) => options.log(role, line),
      },
    )
    processes.set(role, child)
    const end = await child.ended
    processes.delete(role)
    return end
  }

  function learn(ready: Ready): void {
    if (ready.ready === 'redis') learned.SOTTO_REDIS_URL = ready.url
    if (ready.ready !== 'gateway') return
    gateway = { ...ready, adminKeyFile: ready.adminKeyFile ?? gateway?.adminKeyFile ?? null }
    // A gateway that comes back on other ports would be lost to everybody who knows these.
    const [http, grpc] = [portOf(ready.http), portOf(ready.grpc)]
    if (http) learned.SOTTO_HTTP_PORT = http
    if (grpc) learned.SOTTO_GRPC_PORT = grpc
  }

  function end(why: SupervisorEnd): Promise<void> {
    stopping ??= stopAll(why)
    return stopping
  }

  async function stopAll(why: SupervisorEnd): Promise<void> {
    phase = 'stopping'
    how = why
    wake.abort()
    // The store goes last: what the others finish still has to be stored.
    for (const { role } of [...options.programs].reverse()) await stopRole(processes.get(role))
    runningNow.resolve(undefined)
    allEnded.resolve(how)
  }

  async function stopRole(child: RoleProcess | undefined): Promise<void> {
    if (!child) return
    const timer = setTimeout(() => child.kill(), STOP_TIMEOUT_MS)
    child.stop()
    await child.ended
    clearTimeout(timer)
  }

  return {
    running: runningNow.promise,
    ended: allEnded.promise,
    pids: () => Object.fromEntries([...processes].map(([role, { pid }]) => [role, pid])),
    stop: () => end('stopped'),
    kill() {
      void end('stopped')
      for (const [role, child] of processes) {
        if (role !== 'redis') child.kill()
        else {
          child.stop()
          setTimeout(() => child.kill(), KILL_TIMEOUT_MS).unref()
        }
      }
    },
  }
}

const restartAfter = (deaths: number): number =>
  RESTART_LEAST_MS +
  Math.random() * (Math.min(RESTART_LAST_MS, RESTART_FIRST_MS * 2 ** Math.min(deaths, 10)) - RESTART_LEAST_MS)

const portOf = (address: string): string | undefined => /:(\d+)\/?$/.exec(address)?.[1]

function pause(ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    over.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function promiseOf<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((yes) => {
    resolve = yes
  })
  return { promise, resolve }
}
