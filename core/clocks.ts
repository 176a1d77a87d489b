import { ATTEMPTS_MAX } from './limits.ts'

/** [M7] The four clocks of a command, seconds. */
export type Clocks = { deliverBy: number; ackBy: number; lease: number; completeBy: number }

export const CLOCK_DEFAULTS: Clocks = { deliverBy: 86_400, ackBy: 10, lease: 60, completeBy: 900 }
export const CLOCK_MAXIMA: Clocks = { deliverBy: 2_592_000, ackBy: 300, lease: 43_200, completeBy: 43_200 }

/** [M8] Full jitter: anything between nothing and the doubled ceiling. */
export type Backoff = { baseMs: number; capMs: number }
export const RETRY_BACKOFF: Backoff = { baseMs: 1_000, capMs: 600_000 }

/** @param failed how often it was tried so far, from 1. @param chance in [0, 1) */
export function backoffMs({ baseMs, capMs }: Backoff, failed: number, chance: number): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(failed - 1, 30))
  return Math.floor(chance * ceiling)
}

export const isExhausted = (tries: number): boolean => tries >= ATTEMPTS_MAX
