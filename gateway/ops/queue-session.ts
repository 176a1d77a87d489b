import { createHmac, timingSafeEqual } from 'node:crypto'
import { SottoError } from '../../core/errors.ts'
import type { KeyRecord, Scope } from '../../core/ports/access.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Guard } from '../api/caller.ts'

export const QUEUE_SCOPE: Scope = 'queues:read'
export const SESSION_SECONDS = 8 * 3_600

/**
 * A login to the queue dashboard, as the text of a cookie: key id, end, signature. Signed with what the store has of the
 * key, so every node can read what any node gave out, and a revoked or expired key ends its logins too.
 */
export function createQueueSessions(guard: Pick<Guard, 'identify' | 'revalidate'>, clock: Clock) {
  return {
    /** @throws SottoError unless it is a key that may look at the queues */
    async open(token: string): Promise<string> {
      const { keyId } = await guard.identify(`Bearer ${token}`)
      const key = allowed(await guard.revalidate(keyId))
      const endsAt = clock.now() + SESSION_SECONDS * 1_000
      return `${keyId}.${endsAt}.${signature(key, endsAt)}`
    },
    /** @throws SottoError unless the login stands */
    async check(cookie: string | undefined): Promise<void> {
      const [, keyId, end, signed] = /^([a-z0-9]{1,64})\.(\d{1,15})\.([\w-]{43})$/.exec(cookie ?? '') ?? []
      if (keyId === undefined || signed === undefined || Number(end) <= clock.now())
        throw new SottoError('UNAUTHENTICATED')
      const expected = signature(allowed(await guard.revalidate(keyId)), Number(end))
      if (!timingSafeEqual(Buffer.from(signed), Buffer.from(expected))) throw new SottoError('UNAUTHENTICATED')
    },
  }
}

function allowed(key: KeyRecord): KeyRecord {
  if (!key.scopes.includes(QUEUE_SCOPE)) throw new SottoError('PERMISSION_DENIED', { detail: QUEUE_SCOPE })
  return key
}

const signature = ({ keyId, secretSha256 }: KeyRecord, endsAt: number): string =>
  createHmac('sha256', secretSha256).update(`sotto-queues\n${keyId}\n${endsAt}`).digest('base64url')
