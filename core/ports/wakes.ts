import type { Place } from './messages.ts'

/**
 * How a worker that has emptied a place hears at once of more to send there, without a job. A wake may be lost (a connection is);
 * so none is waited for long, and what was lost with it is found by the sweep.
 */
export type Wakes = {
  /** Undefined when this worker stays with that place already, or with as many as it may: then it leaves. */
  stay(place: Place): Stay | undefined
  /** Ends all stays, and allows no more. */
  close(): void
}

export type Stay = {
  /** Under which name `claim` makes it known who waits. */
  readonly waiter: string
  /** Whether there is more to send; false: nothing came for a while, or it has stayed long enough. */
  woken(): Promise<boolean>
  end(): void
}
