import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Seat } from './actors/seat.ts'
import type { Part } from './cast.ts'
import type { HistoryWriter } from './history.ts'
import type { Actor, Word } from './world.ts'

/** Until a supervisor starts a process again that ended by itself. */
const START_AGAIN_MS = 500

/** They end with us, however we end: one that is stopped would not see by itself that we are gone. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export type ProcessActor = Actor & {
  /** What it reported last, see `report` of actors/seat.ts. */
  reported(): Record<string, unknown> | undefined
  /** For good. */
  close(): Promise<void>
}

/**
 * One part of the cast as a process of its own, supervised: what ends without being asked to is started again, and its end is
 * in the history. A trap that it fell into (actors/traps.ts) is an end that was asked for.
 */
export function createActor(given: {
  part: Part
  seat(life: number): Seat
  environment: Record<string, string>
  folder: string
  history: HistoryWriter
}): ProcessActor {
  const { part, history, folder } = given
  const script = fileURLToPath(new URL(`./actors/${part.kind}.ts`, import.meta.url))
  const listeners = new Set<() => void>()
  let child: ChildProcess | undefined
  let state: Actor['state'] = 'dead'
  let life = 0
  let armed = false
  let last: Record<string, unknown> | undefined
  let starting: Promise<void> | undefined
  let wanted = false

  const note = (what: Extract<Parameters<HistoryWriter['write']>[0], { is: 'actor' }>['what'], text = ''): void =>
    history.write({ is: 'actor', actor: part.name, what, note: text })

  async function bringUp(extra: Record<string, string>): Promise<void> {
    while (wanted) {
      const log = openSync(join(folder, 'logs', `${part.name}.log`), 'a')
      const fresh = spawn(
        process.execPath,
        ['--import', import.meta.resolve('tsx'), script, JSON.stringify(given.seat(life++))],
        {
          stdio: ['ignore', 'pipe', log, 'ipc'],
          env: { ...withoutSotto(), ...given.environment, ...extra },
        },
      )
      closeSync(log)
      running.add(fresh)
      fresh.once('exit', () => running.delete(fresh))
      child = fresh
      state = 'starting'
      armed = false
      last = undefined
      note('started', String(fresh.pid))
      fresh.on('message', (how) => {
        last = how as Record<string, unknown>
      })
      // Its end tells enough.
      fresh.on('error', () => undefined)
      fresh.once('exit', (code, signal) => ended(fresh, code, signal))
      if (await isReady(fresh)) {
        if (child === fresh && state === 'starting') state = 'running'
        note('ready')
        return
      }
      await sleep(START_AGAIN_MS)
    }
  }

  function ended(process: ChildProcess, code: number | null, signal: string | null): void {
    if (child !== process) return
    child = undefined
    const before = state
    state = 'dead'
    if (!wanted) return
    const wasTrap = armed && signal === 'SIGKILL'
    note(wasTrap ? 'trapped' : 'ended', `${signal ?? code}`)
    for (const listener of [...listeners]) listener()
    // Whoever armed the trap starts it again; one that was starting is started again by who waits for it.
    if (!wasTrap && before !== 'starting')
      setTimeout(() => {
        if (wanted && !child) starting ??= up({})
      }, START_AGAIN_MS)
    if (wasTrap) wanted = false
  }

  function up(extra: Record<string, string>): Promise<void> {
    return bringUp(extra).finally(() => {
      starting = undefined
    })
  }

  async function end(signal: NodeJS.Signals, what: 'killed' | 'terminated'): Promise<void> {
    wanted = false
    const dying = child
    if (!dying) return
    note(what)
    if (state === 'suspended' && signal === 'SIGTERM') dying.kill('SIGCONT')
    const gone = once(dying, 'exit')
    dying.kill(signal)
    await gone
  }

  return {
    name: part.name,
    kind: part.kind,
    part,
    get state() {
      return state
    },
    get pid() {
      return child?.pid ?? 0
    },
    async start({ environment = {} } = {}) {
      if (child && state !== 'starting') return
      wanted = true
      starting ??= up(environment)
      await starting
    },
    kill: () => end('SIGKILL', 'killed'),
    terminate: () => end('SIGTERM', 'terminated'),
    suspend() {
      if (!child || (state !== 'running' && state !== 'starting')) return
      child.kill('SIGSTOP')
      state = 'suspended'
      note('suspended')
    },
    resume() {
      if (!child || state !== 'suspended') return
      child.kill('SIGCONT')
      state = 'running'
      note('resumed')
    },
    tell(word: Word) {
      if (word.say === 'arm') armed = true
      if (word.say === 'disarm') armed = false
      if (child?.connected) child.send(word, () => undefined)
    },
    onEnd(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    reported: () => last,
    close: () => end('SIGKILL', 'killed'),
  }
}

/** The first line of standard output that is a role's; what comes after is thrown away. False: it ended before. */
function isReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(false))
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready"')) resolve(true)
    })
  })
}

const withoutSotto = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SOTTO_')))
