import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { SottoError } from '../../core/errors.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { LoginRecord } from '../../core/ports/logins.ts'
import type { World } from '../../core/ports/world.ts'
import { sha256Hex } from './api-key.ts'
import type { AuditTrail } from './audit-trail.ts'
import type { Guard } from './caller.ts'

/** A working day; then one logs in again. */
export const LOGIN_SECONDS = 8 * 3_600
const SECRET_BYTES = 32
const SECRET = /^[\w-]{43}$/
/** Attempts from one address in a minute, right or wrong. More: RATE_LIMITED. */
const ATTEMPTS_PER_MINUTE_MAX = 20
/** A login that was ended on another node stops working here within this time. */
const CACHE_MS = 4_000
const CACHE_MAX = 10_000
const ABSENT = 'absent'

export type Logins = ReturnType<typeof createLogins>

/**
 * Logins of people: an API key in exchange for a cookie, whose secret the store knows by its SHA-256. It ends after
 * LOGIN_SECONDS, with its key, or by logging out; on every node.
 */
export function createLogins(options: {
  world: Pick<World, 'operators' | 'clock'>
  guard: Pick<Guard, 'identify' | 'revalidate'>
  trail: AuditTrail
}) {
  const { world, guard, trail } = options
  const { logins } = world.operators
  const attempts = new RateLimiterMemory({ points: ATTEMPTS_PER_MINUTE_MAX, duration: 60 })
  const known = new LRUCache<string, LoginRecord | typeof ABSENT>({
    max: CACHE_MAX,
    ttl: CACHE_MS,
    ttlResolution: 0,
    perf: world.clock,
    ignoreFetchAbort: true,
    fetchMethod: async (sha256) => (await logins.get(sha256)) ?? ABSENT,
  })

  return {
    /** @param address of who asks. @throws SottoError, and the audit has it */
    async open(token: string, address: string): Promise<{ secret: string; principal: Principal; endsAt: number }> {
      await spend(attempts, address)
      const authorization = `Bearer ${token}`
      try {
        const principal = await guard.identify(authorization)
        const secret = randomBytes(SECRET_BYTES).toString('base64url')
        const startedAt = world.clock.now()
        const endsAt = startedAt + LOGIN_SECONDS * 1_000
        await logins.put(sha256Hex(secret), { keyId: principal.keyId, startedAt, endsAt })
        trail.record(principal, { what: 'login.open', about: address })
        return { secret, principal, endsAt }
      } catch (error) {
        await trail.stranger(authorization, 'login.open', address, error)
        throw error
      }
    },

    /** Who holds this cookie. @throws SottoError UNAUTHENTICATED, KEY_EXPIRED */
    async check(secret: string): Promise<{ principal: Principal; endsAt: number }> {
      const login = SECRET.test(secret) ? await known.fetch(sha256Hex(secret)) : ABSENT
      if (login === undefined || login === ABSENT || login.endsAt <= world.clock.now())
        throw new SottoError('UNAUTHENTICATED')
      const { tenant, application, keyId, scopes } = await guard.revalidate(login.keyId)
      return { principal: { tenant, application, keyId, scopes }, endsAt: login.endsAt }
    },

    async end(secret: string, principal: Principal): Promise<void> {
      const sha256 = sha256Hex(secret)
      await logins.end(sha256)
      known.delete(sha256)
      trail.record(principal, { what: 'login.end', about: '' })
    },
  }
}

async function spend(attempts: RateLimiterMemory, address: string): Promise<void> {
  try {
    await attempts.consume(address)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new SottoError('RATE_LIMITED', { retryAfterMs: Math.max(1, refusal.msBeforeNext) })
  }
}
