import { SottoError } from './sotto-error.ts'

/** The server says why in one word. */
const REFUSALS: Record<string, { code: string; because: string }> = {
  STALE_GENERATION: {
    code: 'aborted',
    because: 'another member holds the partition now, and reads on from the floor',
  },
  STORE_UNAVAILABLE: {
    code: 'unavailable',
    because: 'the server can not reach its store. Acknowledge this one or a later one again',
  },
  BAD_CURSOR: {
    code: 'invalid_argument',
    because: 'the cursor is corrupt or of another deployment or tenant. Give one that came on this subscription',
  },
  NOT_FOUND: {
    code: 'not_found',
    because:
      'this watch names no subscription, or the subscription was deleted. Give a subscription, or store the cursor',
  },
}

export function refusedAck(reason: string): SottoError {
  const { code, because } = REFUSALS[reason] ?? { code: 'aborted', because: 'the server gave no other reason' }
  return new SottoError(`The acknowledgement was refused (${reason}): ${because}.`, { code, reason })
}

export function tooManyAcks(max: number): SottoError {
  return new SottoError(
    `${max} acknowledgements wait for their answer already. Await some before giving more, or give only the last.`,
    { code: 'resource_exhausted', reason: 'LIMIT_REACHED' },
  )
}
