import { isTransient, type SottoError } from './sotto-error.ts'

export type RetryPolicy = {
  /** Tries in all, the first one included. */
  attempts: number
  /** Ceiling of the first pause; it doubles with each try. The pause is a random part of it (full jitter). */
  baseMs: number
  /** Highest ceiling of a pause. */
  capMs: number
}

/** Rides out the restart of a node, or a failover of the store. */
export const DEFAULT_RETRY: RetryPolicy = { attempts: 8, baseMs: 200, capMs: 5_000 }
/** For calls that must not be made twice. */
export const ONCE: RetryPolicy = { attempts: 1, baseMs: 0, capMs: 0 }

/** Calls until it succeeds, fails for good, or the policy's tries are used up. */
export async function retried<Result>(
  policy: RetryPolicy,
  signal: AbortSignal,
  call: () => Promise<Result>,
  asError: (error: unknown) => SottoError,
): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await call()
    } catch (cause) {
      const error = asError(cause)
      if (tried >= policy.attempts || !isTransient(error) || signal.aborted) throw error
      await pause(Math.max(error.retryAfterMs, jittered(policy, tried - 1)), signal)
    }
  }
}

/** Random between 0 and min(cap, base × 2^tries): those who failed together do not come back together. */
export function jittered({ baseMs, capMs }: Pick<RetryPolicy, 'baseMs' | 'capMs'>, tries: number): number {
  return Math.random() * Math.min(capMs, baseMs * 2 ** Math.min(tries, 30))
}

/** Resolves after the time or at the abort, whichever is first. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}
