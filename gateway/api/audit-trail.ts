import { LRUCache } from 'lru-cache'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { SottoError } from '../../core/errors.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { World } from '../../core/ports/world.ts'
import { SYSTEM_TENANT } from './admin-key.ts'
import { parseApiKey } from './api-key.ts'
import { METHOD_ACCESS, type MethodName } from './methods.ts'

/** Refusals of one key, or of all who have none, in a minute. More are counted, and the next entry says how many they were. */
const REFUSALS_PER_MINUTE_MAX = 60
const KEYS_COUNTED_MAX = 10_000

/** Calls that change something and have no entry of their own: the entry's word, and the request's fields it is about. */
const CHANGES: Partial<Record<MethodName, { what: string; about: string[] }>> = {
  'CommandService/Cancel': { what: 'command.cancel', about: ['commandId', 'messageId'] },
  'FleetService/RevokeDevice': { what: 'device.revoke', about: ['deviceId'] },
  'HookService/Seek': { what: 'subscription.seek', about: ['subscription'] },
  'HookService/DeleteSubscription': { what: 'subscription.delete', about: ['subscription'] },
  'SearchService/PutView': { what: 'view.put', about: ['view.name'] },
  'SearchService/DeleteView': { what: 'view.delete', about: ['name'] },
  'OperateService/CloseChannel': { what: 'channel.close', about: ['deviceId'] },
  'OperateService/SendAgain': { what: 'message.send-again', about: ['messageId'] },
  'OperateService/PauseQueue': { what: 'queue.pause', about: ['queue'] },
  'OperateService/ResumeQueue': { what: 'queue.resume', about: ['queue'] },
  'OperateService/RetryFailedJobs': { what: 'queue.retry', about: ['queue'] },
}
/** What a refused call was about, by the first of these fields that it has. */
const ABOUT = [
  'deviceId',
  'messageId',
  'commandId',
  'keyId',
  'subscription',
  'tenant',
  'name',
  'operationId',
  'action',
  'queue',
]

export type AuditTrail = ReturnType<typeof createAuditTrail>

/** What calls leave in the audit: changes that were made, and every refused attempt. A submit that was accepted is no entry: its command names its actor. */
export function createAuditTrail({ access, audit, clock }: Pick<World, 'access' | 'audit' | 'clock'>) {
  const limiter = new RateLimiterMemory({ points: REFUSALS_PER_MINUTE_MAX, duration: 60 })
  const dropped = new LRUCache<string, number>({ max: KEYS_COUNTED_MAX })

  function record(
    who: Pick<Principal, 'tenant' | 'keyId'>,
    entry: { what: string; about: string; outcome?: string; detail?: string },
  ): void {
    const { what, about, outcome = 'done', detail = '' } = entry
    audit.record(who.tenant, { at: clock.now(), actor: who.keyId, what, about, outcome, detail })
  }

  function refuse(who: Pick<Principal, 'tenant' | 'keyId'>, what: string, about: string, error: unknown): void {
    if (!(error instanceof SottoError) || error.status === 'internal' || error.status === 'unavailable') return
    const key = `${who.tenant}/${who.keyId}`
    limiter.consume(key).then(
      () => {
        const more = dropped.get(key) ?? 0
        dropped.delete(key)
        const detail = error.message + (more === 0 ? '' : ` (${more} more refusals before this one are not listed)`)
        record(who, { what, about, outcome: error.code, detail })
      },
      () => void dropped.set(key, (dropped.get(key) ?? 0) + 1),
    )
  }

  return {
    record,

    done(method: MethodName, request: object, who: Principal): void {
      const change = CHANGES[method]
      if (change) record(who, { what: change.what, about: aboutOf(request, change.about) })
    },

    /** Of a reader, only what it may not; of who would change something, whatever was wrong. */
    refused(method: MethodName, request: object, who: Principal, error: unknown): void {
      const isRead = /:read$|^any key$/.test(METHOD_ACCESS[method])
      if (isRead && error instanceof SottoError && error.status !== 'permission_denied') return
      refuse(who, method, aboutOf(request, ABOUT), error)
    },

    /** Somebody whose key is not valid, or is without the scope: in the audit of the key's tenant, or of the operators' own. */
    async stranger(authorization: string | undefined, what: string, about: string, error: unknown): Promise<void> {
      const key = parseApiKey(/^Bearer ([^ ]{1,200})$/i.exec(authorization ?? '')?.[1] ?? '')
      // With the store away the entry itself could not be written either; whose key it was is then not known.
      const record = key && (await access.getKey(key.keyId).catch(() => undefined))
      refuse({ tenant: record?.tenant ?? SYSTEM_TENANT, keyId: record?.keyId ?? '' }, what, about, error)
    },
  }
}

function aboutOf(request: object, fields: string[]): string {
  for (const field of fields) {
    let value: unknown = request
    for (const step of field.split('.')) value = (value as Record<string, unknown> | null)?.[step]
    if (typeof value === 'string' && value !== '') return value.slice(0, 128)
  }
  return ''
}
