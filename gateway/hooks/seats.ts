import { SottoError } from '../../core/errors.ts'
import { STREAMS_PER_APPLICATION_MAX } from '../../core/limits.ts'
import type { Principal } from '../../core/ports/access.ts'

/** [B1] Streams, and Fetch calls in hand, of each application on this node. */
export type Seats = {
  /** Gives the function that frees it. @throws SottoError TOO_MANY_STREAMS, SHUTTING_DOWN */
  take(who: Principal): () => void
}

export function createSeats(abort: AbortSignal): Seats {
  const taken = new Map<string, number>()
  return {
    take({ tenant, application }) {
      if (abort.aborted) throw new SottoError('SHUTTING_DOWN')
      const key = `${tenant}/${application}`
      const before = taken.get(key) ?? 0
      if (before >= STREAMS_PER_APPLICATION_MAX)
        throw new SottoError('TOO_MANY_STREAMS', { detail: `${STREAMS_PER_APPLICATION_MAX} on one node` })
      taken.set(key, before + 1)
      return () => {
        const left = (taken.get(key) ?? 1) - 1
        if (left === 0) taken.delete(key)
        else taken.set(key, left)
      }
    },
  }
}
