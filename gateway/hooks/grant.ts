import { SottoError } from '../../core/errors.ts'
import type { Grant__Output } from '../../proto/gen/sotto/v1/Grant.ts'
import type { Allowance, Selection } from './selection.ts'

/** [H4] What the subscriber said it will take, and what it has got. Totals since open. */
export type GrantAccount = {
  /** The larger of the old and the new totals. @throws SottoError INVALID_FIELD */
  raise(grant: Grant__Output): void
  spend(selection: Selection): void
  left(): Allowance
  /** The next event is more than what is left: nothing can be sent before a larger grant. */
  starve(): void
  readonly isOpen: boolean
}

export function createGrantAccount(): GrantAccount {
  const granted = { events: 0, bytes: 0 }
  const spent = { events: 0, bytes: 0 }
  let isStarved = false
  const left = () => ({ events: granted.events - spent.events, bytes: granted.bytes - spent.bytes })
  return {
    raise({ totalEvents, totalBytes }) {
      if ((totalEvents === 0) !== (totalBytes === 0)) {
        const field = totalEvents === 0 ? 'grant.totalEvents' : 'grant.totalBytes'
        throw new SottoError('INVALID_FIELD', { detail: `${field} is 0, so nothing could ever be sent`, field })
      }
      if (totalEvents > granted.events || totalBytes > granted.bytes) isStarved = false
      granted.events = Math.max(granted.events, totalEvents)
      granted.bytes = Math.max(granted.bytes, totalBytes)
    },
    spend(selection) {
      spent.events += selection.events
      spent.bytes += selection.bytes
    },
    left,
    starve() {
      isStarved = true
    },
    get isOpen() {
      const { events, bytes } = left()
      return !isStarved && events > 0 && bytes > 0
    },
  }
}
