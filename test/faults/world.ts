import type { ActorKind, Cast, Part } from './cast.ts'
import type { Disk } from './disk.ts'
import type { HistoryWriter } from './history.ts'
import type { Link } from './link.ts'

/** What the orchestrator says to a running actor; actors/controls.ts hears it. */
export type Word =
  /** The process ends itself with SIGKILL the `passages`th time it comes to this point: exactly between two steps. */
  | { say: 'arm'; trap: string; passages: number }
  | { say: 'disarm' }
  /** Devices: all channels end at once without a word, and the devices come back. With `twins`, the old channels stay. */
  | { say: 'storm'; twins: boolean }
  /** The mix is over. Applications submit nothing more, slow subscribers read as fast as they can, devices stay. */
  | { say: 'calm' }
  /** Answered by a line `idle` in the actor's history, when it has nothing left to say or hear. */
  | { say: 'drain' }

/**
 * running → (kill, terminate, its own end) → dead → (start) → running; running → (suspend) → suspended → (resume) → running.
 * `kill` works in each. Calls that don't fit the state do nothing.
 */
export type Actor = {
  readonly name: string
  readonly kind: ActorKind
  readonly part: Part
  readonly state: 'starting' | 'running' | 'suspended' | 'dead'
  /** 0: dead. */
  readonly pid: number
  /** Resolves when it serves. One that ends before that is started again, as a supervisor would, until it is killed. */
  start(given?: { environment?: Record<string, string> }): Promise<void>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves when it is gone. */
  terminate(): Promise<void>
  /** SIGSTOP and SIGCONT. */
  suspend(): void
  resume(): void
  /** Dropped when it is not running. */
  tell(word: Word): void
  /** Told of each end of the process that `kill` and `terminate` did not bring about; the answer stops that. */
  onEnd(listener: () => void): () => void
}

/** The server that all data is in. Its socket path stays the same over restarts. */
export type StoreServer = {
  readonly socketPath: string
  readonly dataFolder: string
  readonly durability: 'always' | 'everysec'
}

/** What is running, for faults to be done to. */
export type World = {
  readonly cast: Cast
  /** @throws when nobody of that name plays */
  actor(name: string): Actor
  actorsOf(...kinds: ActorKind[]): Actor[]
  /** By the names of `cast.ways`. @throws when there is no such way */
  link(name: string): Link
  readonly store: StoreServer
  /** Of the store; undefined where `missingDisk` says why. */
  readonly disk: Disk | undefined
  /** The orchestrator's own history. */
  readonly history: HistoryWriter
  /** Of this run: histories, logs, journals, the store's data. */
  readonly folder: string
}
