import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { isAbsolute } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ActionContext, Failed, Rejected, Stopped } from './action.ts'
import { NOTE_BYTES_MAX, OUTPUT_BYTES_MAX } from './limits.ts'
import { sentenceOf } from './log.ts'
import { type LineSink, lastBytes, lines, outputSink } from './program-output.ts'
import { Ran, type RunProgram } from './run.ts'
import { cut } from './text.ts'

/** One program that the device's owner allows. */
export type Program = {
  /** Absolute: the PATH is not searched. */
  path: string
  /** Before the arguments of the hook. */
  args?: string[]
  cwd?: string
  /** Names of environment variables of the agent that it gets, beside PATH, LANG and SOTTO_*. */
  env?: string[]
  /** Then it is stopped: PROGRAM_TIMEOUT. Default 60. */
  timeoutSeconds?: number
  /** Its output is cut there, and `detail` says so. Default and at most 128 KiB. */
  outputBytesMax?: number
  /** Lines `progress 40 half way` on its standard output are progress and not output. Default false. */
  progress?: boolean
  /** [D1] It may be run again after a crash in the middle. Default false. */
  resumable?: boolean
}

const TIMEOUT_SECONDS_DEFAULT = 60
/** From SIGTERM to SIGKILL. */
const KILL_GRACE_MS = 2_000
/** Its pipes may stay open in what it left behind; what it said itself is read by then. */
const PIPES_GRACE_MS = 1_000
const LOOK_EVERY_MS = 20

/** [D3] The allow-list: in a process of its own, without a shell, with bounds. */
export function createPrograms(allowed: Record<string, Program>): RunProgram {
  for (const [name, program] of Object.entries(allowed)) checkProgram(name, program)
  return async (name, args, context) => {
    const program = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    if (!program) throw new Rejected('NOT_ALLOWED', `The program "${name}" is not in this agent's allow-list.`)
    return await runProgram(program, args, context)
  }
}

export function checkProgram(name: string, { path }: Program): void {
  if (!isAbsolute(path)) throw new Error(`The path of the program "${name}" must be absolute, but is "${path}".`)
}

/** Rejects with `Failed`, or with the signal's reason once nothing of the program runs any more. */
export async function runProgram(program: Program, args: string[], context: ActionContext): Promise<Ran> {
  const { timeoutSeconds = TIMEOUT_SECONDS_DEFAULT, outputBytesMax = OUTPUT_BYTES_MAX } = program
  const { signal, content } = context
  signal.throwIfAborted()
  const child = start(program, args, context)
  const output = outputSink(Math.min(outputBytesMax, OUTPUT_BYTES_MAX))
  const errors = lastBytes(NOTE_BYTES_MAX)
  const lease = keepLease(context)
  const progress = program.progress ? progressLines(output, lease) : undefined
  child.stdout.on('data', (progress ?? output).add)
  child.stderr.on('data', errors.add)
  // A program that does not read its input closes it: EPIPE is no error of the action.
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.end(content)
  try {
    const end = await Promise.race([exited(child), timeout(timeoutSeconds, child), aborted(signal)])
    if (end.is !== 'exited') await killTree(child)
    progress?.end()
    if (end.is === 'timeout')
      throw new Failed('PROGRAM_TIMEOUT', `It ran longer than ${timeoutSeconds} s.`, output.text())
    if (end.is === 'aborted') throw reasonOf(signal, output.text())
    if (end.error) throw new Failed('PROGRAM_START', `It could not be started: ${end.error.message}`)
    if (end.code === 0) return new Ran(output.text(), output.note())
    const how = end.code === null ? `It was ended by ${end.signal}.` : `It ended with exit code ${end.code}.`
    throw new Failed('PROGRAM_EXIT', cut([how, output.note(), errors.text()].filter(Boolean).join(' ')), output.text())
  } finally {
    lease.stop()
    child.stdout.destroy()
    child.stderr.destroy()
    child.stdin.destroy()
  }
}

function start(program: Program, args: string[], context: ActionContext): ChildProcessWithoutNullStreams {
  try {
    return spawn(program.path, [...(program.args ?? []), ...args], {
      shell: false,
      // A process group of its own, so that all of it can be stopped.
      detached: process.platform !== 'win32',
      ...(program.cwd !== undefined && { cwd: program.cwd }),
      env: environment(program, context),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    })
  } catch (error) {
    // Arguments that no process can be given: too long together, or with a NUL in them.
    throw new Failed('PROGRAM_START', `It could not be started: ${sentenceOf(error)}`)
  }
}

type Exit = { is: 'exited'; code: number | null; signal: string | null; error?: Error }

function exited(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ is: 'exited', code: null, signal: null, error }))
    child.once('exit', (code, signal) => {
      // What it left in the background may hold the pipes; it is not waited for.
      const timer = setTimeout(() => resolve({ is: 'exited', code, signal }), PIPES_GRACE_MS)
      child.once('close', () => {
        clearTimeout(timer)
        resolve({ is: 'exited', code, signal })
      })
    })
  })
}

function timeout(seconds: number, child: ChildProcess): Promise<{ is: 'timeout' }> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ is: 'timeout' }), seconds * 1_000)
    const stop = () => clearTimeout(timer)
    child.once('exit', stop)
    child.once('error', stop)
  })
}

function aborted(signal: AbortSignal): Promise<{ is: 'aborted' }> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ is: 'aborted' }), { once: true }))
}

function reasonOf({ reason }: AbortSignal, output: string): unknown {
  if (!(reason instanceof Stopped) || reason.why !== 'deadline') return reason
  return new Failed('PROGRAM_TIMEOUT', 'The time to complete the message was over.', output)
}

/** The program and all that it started: SIGTERM, and what is still there after the grace, SIGKILL. */
async function killTree(child: ChildProcess): Promise<void> {
  const end = Date.now() + KILL_GRACE_MS
  signalTree(child, 'SIGTERM')
  while (Date.now() < end) {
    if (!signalTree(child, 0)) return
    await sleep(LOOK_EVERY_MS)
  }
  signalTree(child, 'SIGKILL')
}

/** False: nobody is left. */
function signalTree(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false
  if (process.platform === 'win32') return child.exitCode === null && child.kill(signal)
  try {
    return process.kill(-child.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

function environment({ env = [] }: Program, context: ActionContext): Record<string, string> {
  const given: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    SOTTO_MESSAGE_ID: context.messageId,
    SOTTO_ACTION: context.action,
    SOTTO_ATTEMPT: String(context.attempt),
    // The names that OpenTelemetry gives them in an environment.
    ...(context.traceparent && { TRACEPARENT: context.traceparent }),
    ...(context.tracestate && { TRACESTATE: context.tracestate }),
  }
  for (const name of env) {
    const value = process.env[name]
    if (value !== undefined) given[name] = value
  }
  return given
}

/** A program that runs is alive, and it has a time limit of its own: its lease is renewed for it. */
function keepLease({ leaseSeconds, progress }: ActionContext): {
  say(percent: number, note: string): void
  stop(): void
} {
  let last: [percent: number, note: string] = [0, '']
  const timer =
    leaseSeconds > 0 ? setInterval(() => progress(...last), Math.max(100, (leaseSeconds * 1_000) / 3)) : undefined
  return {
    say(percent, note) {
      last = [percent, note]
      progress(percent, note)
    },
    stop: () => clearInterval(timer),
  }
}

function progressLines(output: LineSink, lease: ReturnType<typeof keepLease>): ReturnType<typeof lines> {
  return lines((line) => {
    const [, percent, note] = /^progress (\d{1,3})(?: (.*))?\r?\n?$/.exec(line.toString('utf8')) ?? []
    if (percent === undefined) output.add(line)
    else lease.say(Number(percent), note ?? '')
  })
}
