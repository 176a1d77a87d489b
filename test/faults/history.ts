import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Draft } from '../../clients/sdk/index.ts'

/**
 * Every process that plays appends to a history of its own, one line of JSON for each thing that it did or saw, written
 * before anything follows from it: a process that is killed has its history. Checkers read these files and nothing else.
 *
 * `at` is in milliseconds of the machine's monotonic clock, which all processes share and no fault moves.
 */
export type Line = { at: number } & (Orchestrated | Asked | OnDevice | Subscribed | Measured | Final)
export type Told = Line extends infer L ? (L extends { at: number } ? Omit<L, 'at'> : never) : never

/** history "orchestrator" */
export type Orchestrated =
  | { is: 'run'; seed: string; seconds: number; durability: string; mutant: string; bounds: Bounds }
  | { is: 'phase'; phase: 'warm-up' | 'mix' | 'quiet' | 'heal' | 'drain' | 'end' }
  | {
      is: 'fault'
      id: number
      fault: string
      what: 'begins' | 'healed' | 'failed'
      targets: readonly string[]
      detail: object
    }
  | {
      is: 'actor'
      actor: string
      what:
        | 'started'
        | 'ready'
        | 'killed'
        | 'suspended'
        | 'resumed'
        | 'terminated'
        | 'trapped'
        | 'not started'
        | 'ended'
      note: string
    }
  /**
   * The store's clock beside ours; how late a timer of ours was since the line before, and how long the store took to say the time: how
   * starved this machine is.
   */
  | { is: 'clock'; storeMs: number; lateMs: number; storeLateMs: number }
  /**
   * A fault has taken back what the store had stored between these two times (as `at`): what was accepted then may be gone,
   * and must be told of by an epoch and a `gap`.
   */
  | { is: 'loss'; fromAt: number; toAt: number }
  /** Devices that the store has for online, looked at now and then. */
  | { is: 'online'; devices: string[] }

/** What the settings of a run promise, for the checkers; milliseconds and bytes. */
export type Bounds = {
  /** A silent or killed device is offline after it; a killed node's devices too. */
  presenceMs: number
  /** From the end of a clock until its event, with a store and a worker at work. */
  timerMs: number
  /** A device's and the store's idea of the time. */
  skewMs: number
  ackByMs: number
  canaryMs: number
  drainMs: number
  /** What a gateway may use beside what it had after the warm-up. */
  gatewayBytes: number
}

/** histories of applications */
export type Asked =
  /** Before the submit; the same key again after a crash. */
  | { is: 'intent'; key: string; draft: Draft }
  | { is: 'accepted'; key: string; commandId: string; messages: string[]; durability: string }
  | { is: 'refused'; key: string; reason: string; isFinal: boolean }
  | { is: 'cancel'; message: string; canceled: number; asked: number; unchanged: number }

/** histories of fleets and agents: `d` the device, `m` the message */
export type OnDevice =
  | { is: 'open'; d: string; session: string; resumed: boolean; channel: number }
  | { is: 'closed'; d: string; channel: number; why: string }
  | { is: 'got'; d: string; m: string; attempt: number; sha: string; deliverByAt: number }
  /** Before it goes out. `what` is the frame with its status: receipt, progress, succeeded, failed, rejected, defer, canceled, cancel-refused. */
  | { is: 'said'; d: string; m: string; what: string; channel: number; sha: string; code: string }
  /** The moment of running: expiry, cancel and epoch have just been looked at [D4]. */
  | { is: 'starts'; d: string; m: string; deliverByAt: number }
  /** The effect log. */
  | { is: 'effect'; d: string; m: string }
  /** The server has it. `what` is the list of the accepted frame. `fenced`: heard on a channel that a newer one has replaced. */
  | { is: 'stored'; d: string; m: string; what: string; channel: number; fenced: boolean }
  | { is: 'refusal'; d: string; m: string; what: string; code: string; channel: number }
  /** Answer to `drain`. */
  | { is: 'idle' }

/** histories of subscribers */
export type Subscribed =
  /** The process begins, or the stream broke and is opened again. `from`: the cursor's positions, by partition; none: as it was made. */
  | { is: 'opens'; why: string; from: Positions }
  /** `ids` are event ids; sequence numbers run from `first` without a hole. */
  | { is: 'events'; p: number; first: number; ids: string[] }
  | { is: 'gap'; p: number; reason: string; first: number; last: number }
  /** All up to here (by partition, the last sequence number) is said to be done; then what the server said to that. */
  | { is: 'acks'; n: number; floor: Positions }
  | { is: 'acked'; n: number; word: string }
export type Positions = Record<string, number>

/** histories of gateways and workers */
export type Measured = { is: 'memory'; rss: number; heap: number; external: number } | { is: 'trap'; trap: string }

/** history "final": what the store and the API say when all has been drained */
export type Final =
  /** Of the whole log, in its order. `t`: store's time. `rest`: what a kind has beside. */
  | {
      is: 'log'
      p: number
      epoch: string
      seq: number
      id: string
      m: string
      d: string
      kind: string
      t: number
      rest: LogRest
    }
  | {
      is: 'stored-message'
      m: string
      d: string
      status: string
      late: boolean
      attempt: number
      clocks: { deliverByAt: number; ackByMs: number; leaseMs: number; completeByMs: number }
    }
  | { is: 'api-message'; m: string; status: string; late: boolean }
  | { is: 'stored-device'; d: string; online: boolean; node: string; session: string; channel: number }
  | { is: 'gateway-channels'; gateway: string; channels: number }
  /** A message submitted after healing: until it was final; -1: it was not in time. */
  | { is: 'canary'; device: string; command: string; ms: number }
  /** Until nothing was open any more; -1: not in time. */
  | { is: 'drained'; ms: number; open: number; note: string }
export type LogRest = {
  reason?: string
  verified?: boolean
  late?: boolean
  status?: string
  code?: string
  nextAt?: number
  sha?: string
  session?: string
  attempt?: number
}

export const now = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000

export type HistoryWriter = { readonly path: string; write(told: Told): void }

export function openHistory(folder: string, name: string): HistoryWriter {
  mkdirSync(join(folder, 'histories'), { recursive: true })
  const path = join(folder, 'histories', `${name}.jsonl`)
  const file = openSync(path, 'a')
  return {
    path,
    write(told) {
      appendFileSync(file, `${JSON.stringify({ at: now(), ...told })}\n`)
    },
  }
}

/** Histories of a run, by the name of who wrote them. Read anew by each `lines`: they may be larger than the memory. */
export type Histories = {
  readonly names: readonly string[]
  lines(name: string): Generator<Line>
  /** Of all of them, one after the other. */
  all(): Generator<{ name: string; line: Line }>
}

export function readHistories(folder: string): Histories {
  const inside = join(folder, 'histories')
  const names = existsSync(inside)
    ? readdirSync(inside)
        .filter((file) => file.endsWith('.jsonl'))
        .map((file) => file.slice(0, -'.jsonl'.length))
        .sort()
    : []
  const lines = (name: string) => readLines(join(inside, `${name}.jsonl`))
  return {
    names,
    lines,
    *all() {
      for (const name of names) for (const line of lines(name)) yield { name, line }
    },
  }
}

const CHUNK_BYTES = 1024 * 1024

/** A last line without an end was being written when its process was killed: it never happened. */
function* readLines(path: string): Generator<Line> {
  const file = openSync(path, 'r')
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  let rest = ''
  try {
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
      const parts = (rest + chunk.toString('latin1', 0, bytes)).split('\n')
      rest = parts.pop() ?? ''
      for (const part of parts) if (part !== '') yield JSON.parse(part) as Line
    }
  } finally {
    closeSync(file)
  }
}
