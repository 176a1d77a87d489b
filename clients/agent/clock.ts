/** Time and chance come in by the door, so that a test can hold them still. */
export type Clock = {
  /** Unix milliseconds of this device. */
  now(): number
  /** Runs once after `ms`; the answer stops it. */
  after(ms: number, run: () => void): () => void
  /** Runs when all that is to be done in this turn of the event loop is done. */
  endOfTurn(run: () => void): void
  /** In [0, 1). */
  chance(): number
}

export const systemClock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  endOfTurn(run) {
    if (typeof setImmediate === 'function') setImmediate(run)
    else setTimeout(run, 0)
  },
  chance: Math.random,
}
