import type { Claimed, Place, Waiter } from './messages.ts'

/**
 * How a worker that has emptied a place hears at once of more to send there, without a job; and is handed what a submit has
 * sent at once, without a claim. Both may be lost (a connection is): so no wake is waited for long, and what was lost with it is
 * found by the sweep; what was handed over is sent again after ack_by.
 */
export type Wakes = {
  /**
   * Undefined when this worker stays with that place already, or with as many as it may: then it leaves.
   * @param take is called with messages that are `sent` from now on; also after the stay, with what was on its way
   */
  stay(place: Place, take: (handed: Handed) => Promise<void>): Stay | undefined
  /** Ends all stays, and allows no more. */
  leave(): void
  /** When all that stayed have left: resolves when what was handed to them is taken. */
  close(): Promise<void>
}

/** @param turn of the claim since when it waited: what that claim took goes first [M9], and may come later than this */
export type Handed = { turn: number; messages: Claimed[] }

export type Stay = {
  /** For the next claim, which makes it known who waits. Turns of one worker grow. */
  nextTurn(): Waiter
  /**
   * Whether there is more to claim; false: nothing came for a while, or it has stayed long enough.
   * @param againMs after this time there is, whether somebody wakes it or not
   */
  woken(againMs?: number): Promise<boolean>
  /** Resolves when `take` was called with all that was handed over until now. */
  caughtUp(): Promise<void>
  end(): void
}
