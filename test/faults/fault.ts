import type { Cast } from './cast.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** Plain data: a step is written into the history, and the same seed must give the same one. */
export type Detail = { [name: string]: string | number | boolean | readonly (string | number)[] }

export type Plan<D extends Detail = Detail> = {
  /** Parts and ways that it disturbs, by name: no other fault is planned for them until it is healed. */
  targets: readonly string[]
  /** From the beginning of `inject` until its heal is called. */
  forMs: number
  detail: D
}

/** Takes back what was injected: resolves when it is taken back, not when all has recovered from it. */
export type Heal = () => Promise<void> | void

/**
 * One way in which the world goes wrong; one file each under faults/.
 *
 * `plan` is pure: it takes its chance from `random` and knows only who plays. `inject` does it to what is running; it
 * resolves when the fault is in place. What it finds other than planned (a process that has ended meanwhile) is no error.
 */
export interface Fault<D extends Detail = Detail> {
  readonly name: string
  /** How often beside the others; 1 is usual. */
  readonly weight: number
  /** Why it can't be done on this machine; undefined: it can. It is not planned then, and the report says so. */
  missing?(): string | undefined
  /** Undefined: nothing in this cast that it could be done to. @param ms what is left before the next quiet quarter */
  plan(random: Random, cast: Cast, ms: number): Plan<D> | undefined
  inject(detail: D, world: World): Promise<Heal>
}

/** Forgets the type of a fault's detail, for lists of faults: what `plan` gave is what `inject` gets. */
export const anyFault = <D extends Detail>(fault: Fault<D>): Fault => fault as unknown as Fault

/** A step of a schedule: when, since the schedule's beginning, and what. */
export type Step = { at: number; fault: string } & Plan
