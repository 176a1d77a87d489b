import type { ServiceError } from '@grpc/grpc-js'
import type { World } from '../../core/ports/world.ts'
import type { Metrics } from '../ops/metrics.ts'
import type { Cursors } from './cursor.ts'
import type { Slots } from './slots.ts'
import type { Starts } from './start.ts'

/** The parts of the world that the hook stream uses. */
export type HookWorld = Pick<World, 'clock' | 'chance' | 'places' | 'hookLog' | 'subscriptions' | 'traces'>

/** A part of pino's. */
export type HookLogger = {
  warn(about: object, what: string): void
  error(about: object, what: string): void
}

/** What the hook stream counts. */
export type HookMetrics = Pick<
  Metrics,
  'hookStreams' | 'hookParked' | 'hookLagEvents' | 'hookEvents' | 'hookGaps' | 'refusedInput' | 'storeErrors'
>

/** What a call ends with for what was thrown: the registry's status, sentence and trailer [A2]. */
export type ToFailure = (error: unknown) => Pick<ServiceError, 'code' | 'details' | 'metadata'>

/** What all streams of a process have in common. */
export type Shared = {
  world: HookWorld
  partitions: number
  cursors: Cursors
  starts: Starts
  slots: Slots
  metrics: HookMetrics
  log: HookLogger
  failure: ToFailure
  /** Later names are newer: the store's time, then chance. */
  newStreamName(): string
  /** A member has joined: takes over from an older stream of its own, and others hear of it. */
  onMember(subscriber: Subscriber): void
}

/** One Subscribe call, as the service sees it. */
export type Subscriber = {
  /** tenant, subscription: whom a member that comes or goes concerns. Undefined until open, and when it has no name. */
  readonly group: string | undefined
  readonly member: string | undefined
  /** Its name, as its application gave it. */
  readonly subscription: string | undefined
  /** [H5] How it stands, once open. */
  readonly stream:
    | {
        readonly lag: { events: number; ms: number }
        readonly isParked: boolean
        readonly partitions: number[]
        readonly sentEvents: number
      }
    | undefined
  /** The sharing may have changed. */
  poke(): void
  /** Tells the subscriber to come back elsewhere, and ends. Resolves when its partitions are given up. */
  goAway(reason: string, reconnectAfterMs: number): Promise<void>
  /** Ends with an error. */
  fail(error: unknown): void
  /** When all is given up. */
  readonly ended: Promise<void>
}
