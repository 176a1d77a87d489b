import { timingSafeEqual } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { SottoError } from '../../core/errors.ts'
import type { KeyRecord, Principal, Scope } from '../../core/ports/access.ts'
import type { World } from '../../core/ports/world.ts'
import type { Carried } from '../../core/traceparent.ts'
import { type ApiKey, parseApiKey } from './api-key.ts'
import { METHOD_ACCESS, type MethodName } from './methods.ts'

/** Who makes a call. Calls that need no key have the tenant '' and no scopes. [A6] What they carry of a trace. */
export type Caller = Principal & { requestId: string; carried?: Carried }

/** A revoked key stops working everywhere within 5 s; a second is left for the clock and the look-up. */
const KEY_CACHE_MS = 4_000
/** Also bounds what made-up key ids can fill. */
const KEY_CACHE_MAX = 10_000
const NOBODY: Principal = { tenant: '', application: '', keyId: '', scopes: [] }
const ABSENT = 'absent'

export type Guard = ReturnType<typeof createGuard>

/** [A4] Lets a call in, or throws what is wrong with its key. Counts calls a key, and holds them to requestsPerSecond. */
export function createGuard({ access, clock, config }: Pick<World, 'access' | 'clock' | 'config'>) {
  const keys = new LRUCache<string, KeyRecord | typeof ABSENT>({
    max: KEY_CACHE_MAX,
    ttl: KEY_CACHE_MS,
    ttlResolution: 0,
    perf: clock,
    ignoreFetchAbort: true,
    fetchMethod: async (keyId) => (await access.getKey(keyId)) ?? ABSENT,
  })
  const limiter = new RateLimiterMemory({ points: config.requestsPerSecond, duration: 1 })

  async function keyOf({ keyId, secretSha256 }: ApiKey): Promise<KeyRecord> {
    const key = await keys.fetch(keyId)
    if (key === undefined || key === ABSENT || !sameHash(key.secretSha256, secretSha256))
      throw new SottoError('UNAUTHENTICATED')
    return key
  }

  function alive(key: KeyRecord): Principal {
    if (key.revoked) throw new SottoError('UNAUTHENTICATED')
    if (key.expiresAt !== 0 && key.expiresAt <= clock.now()) throw new SottoError('KEY_EXPIRED')
    const { tenant, application, keyId, scopes } = key
    return { tenant, application, keyId, scopes }
  }

  return {
    /** @param authorization the header: `Bearer sk_…` */
    async admit(method: MethodName, authorization: string | undefined): Promise<Principal> {
      if (METHOD_ACCESS[method] === 'no key') return NOBODY
      return this.permit(method, await this.identify(authorization))
    },

    /** The same for who is known already, by a login. */
    async permit(method: MethodName, principal: Principal): Promise<Principal> {
      const needed = METHOD_ACCESS[method]
      await spend(limiter, principal.keyId)
      if (needed !== 'any key' && needed !== 'no key' && !principal.scopes.includes(needed))
        throw new SottoError('PERMISSION_DENIED', { detail: needed })
      return principal
    },

    /** Who it is, whatever they may do. */
    async identify(authorization: string | undefined): Promise<Principal> {
      const token = /^Bearer ([^ ]{1,200})$/i.exec(authorization ?? '')?.[1]
      const key = token && parseApiKey(token)
      if (!key) throw new SottoError('UNAUTHENTICATED')
      return alive(await keyOf(key))
    },

    /** For pages that are no call of proto/. */
    async require(scope: Scope, authorization: string | undefined): Promise<Principal> {
      const principal = await this.identify(authorization)
      if (!principal.scopes.includes(scope)) throw new SottoError('PERMISSION_DENIED', { detail: scope })
      return principal
    },

    /**
     * For what was proved earlier with a key's secret: the record, if the key still works.
     * @param isFresh as it is now, for who asks seldom: what is cached may be 4 s old
     */
    async revalidate(keyId: string, isFresh = false): Promise<KeyRecord> {
      const key = await keys.fetch(keyId, { forceRefresh: isFresh })
      if (key === undefined || key === ABSENT) throw new SottoError('UNAUTHENTICATED')
      alive(key)
      return key
    },

    /** This node need not wait for the cache. */
    forget(keyId: string): void {
      keys.delete(keyId)
    },
  }
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

async function spend(limiter: RateLimiterMemory, keyId: string): Promise<void> {
  try {
    await limiter.consume(keyId)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new SottoError('RATE_LIMITED', { retryAfterMs: Math.max(1, refusal.msBeforeNext) })
  }
}
