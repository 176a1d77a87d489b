import { SottoError } from '../../core/errors.ts'
import { APPLICATION_ID, TENANT_ID } from '../../core/ids.ts'
import { KEYS_PER_TENANT_MAX } from '../../core/limits.ts'
import { type KeyRecord, SCOPES, type Scope } from '../../core/ports/access.ts'
import type { CreateKeyRequest__Output } from '../../proto/gen/sotto/v1/CreateKeyRequest.ts'
import type { CreateKeyResponse } from '../../proto/gen/sotto/v1/CreateKeyResponse.ts'
import type { CreateTenantRequest__Output } from '../../proto/gen/sotto/v1/CreateTenantRequest.ts'
import type { CreateTenantResponse } from '../../proto/gen/sotto/v1/CreateTenantResponse.ts'
import type { Key } from '../../proto/gen/sotto/v1/Key.ts'
import type { ListKeysRequest__Output } from '../../proto/gen/sotto/v1/ListKeysRequest.ts'
import type { ListKeysResponse } from '../../proto/gen/sotto/v1/ListKeysResponse.ts'
import type { ListTenantsRequest__Output } from '../../proto/gen/sotto/v1/ListTenantsRequest.ts'
import type { ListTenantsResponse } from '../../proto/gen/sotto/v1/ListTenantsResponse.ts'
import type { RevokeKeyRequest__Output } from '../../proto/gen/sotto/v1/RevokeKeyRequest.ts'
import type { RevokeKeyResponse } from '../../proto/gen/sotto/v1/RevokeKeyResponse.ts'
import type { WhoAmIRequest__Output } from '../../proto/gen/sotto/v1/WhoAmIRequest.ts'
import type { WhoAmIResponse } from '../../proto/gen/sotto/v1/WhoAmIResponse.ts'
import { SYSTEM_TENANT, TENANT_SCOPES } from './admin-key.ts'
import { newApiKey } from './api-key.ts'
import type { Caller, Guard } from './caller.ts'
import { type Parts, refuseUnless } from './handler.ts'
import { roleOf } from './role.ts'

/** [A4, A5] Keys and tenants. @param version of the server, for WhoAmI */
export function createAccessService(world: Parts, guard: Pick<Guard, 'forget'>, version: string) {
  const { access, clock, config, places } = world

  async function makeKey(tenant: string, application: string, scopes: Scope[], expiresAt: number) {
    const { keyId, secretSha256, token } = newApiKey(world.chance)
    const createdAt = clock.now()
    const record = { keyId, tenant, application, scopes, secretSha256, createdAt, expiresAt, revoked: false }
    await access.putKey(record)
    return { key: keyView(record), secret: token, keyId }
  }

  function audit(caller: Caller, what: string, about: string, detail = ''): void {
    world.audit.record(caller.tenant, { at: clock.now(), actor: caller.keyId, what, about, outcome: 'done', detail })
  }

  return {
    async CreateKey(request: CreateKeyRequest__Output, caller: Caller): Promise<CreateKeyResponse> {
      refuseUnless(APPLICATION_ID.test(request.application), 'application', `must match ${APPLICATION_ID.source}`)
      const scopes = grantedScopes(request.scopes, caller)
      const works = (await access.listKeys(caller.tenant)).filter((key) => isAlive(key, clock.now()))
      if (works.length >= KEYS_PER_TENANT_MAX)
        throw new SottoError('LIMIT_REACHED', { detail: `${KEYS_PER_TENANT_MAX} keys of a tenant` })
      const expiresAt = request.expiresSeconds === 0 ? 0 : clock.now() + request.expiresSeconds * 1_000
      const { key, secret, keyId } = await makeKey(caller.tenant, request.application, scopes, expiresAt)
      audit(caller, 'key.create', keyId, scopes.join(' '))
      return { key, secret }
    },

    async ListKeys(_: ListKeysRequest__Output, caller: Caller): Promise<ListKeysResponse> {
      return { keys: (await access.listKeys(caller.tenant)).map(keyView) }
    },

    async RevokeKey({ keyId }: RevokeKeyRequest__Output, caller: Caller): Promise<RevokeKeyResponse> {
      refuseUnless(KEY_ID.test(keyId), 'key_id', 'must be the identifier of a key')
      if (!(await access.revokeKey(caller.tenant, keyId)))
        throw new SottoError('NOT_FOUND', { detail: keyId, field: 'key_id' })
      guard.forget(keyId)
      audit(caller, 'key.revoke', keyId)
      return {}
    },

    async CreateTenant({ tenant }: CreateTenantRequest__Output, caller: Caller): Promise<CreateTenantResponse> {
      mustBeSystem(caller)
      const free = TENANT_ID.test(tenant) && tenant !== SYSTEM_TENANT
      refuseUnless(free, 'tenant', `must match ${TENANT_ID.source}, and not be "${SYSTEM_TENANT}"`)
      refuseUnless(!(await places.tenants()).includes(tenant), 'tenant', `can not be "${tenant}", which exists`)
      // The key first: a tenant without one could not be used, and could not be made again.
      const { key, secret, keyId } = await makeKey(tenant, 'admin', [...TENANT_SCOPES], 0)
      if (!(await places.addTenant(tenant))) {
        await access.revokeKey(tenant, keyId)
        refuseUnless(false, 'tenant', `can not be "${tenant}", which exists`)
      }
      audit(caller, 'tenant.create', tenant)
      return { key, secret }
    },

    async ListTenants(_: ListTenantsRequest__Output, caller: Caller): Promise<ListTenantsResponse> {
      mustBeSystem(caller)
      return { tenants: (await places.tenants()).sort() }
    },

    async WhoAmI(_: WhoAmIRequest__Output, caller: Caller): Promise<WhoAmIResponse> {
      const { tenant, application, keyId, scopes } = caller
      const role = roleOf(caller)
      return { tenant, application, keyId, scopes: [...scopes], version, durability: config.durability, role }
    },
  }
}

const KEY_ID = /^[a-z0-9]{4,32}$/

const isAlive = (key: KeyRecord, now: number): boolean => !key.revoked && (key.expiresAt === 0 || key.expiresAt > now)

/** At most what the caller has, each once. */
function grantedScopes(asked: string[], caller: Caller): Scope[] {
  refuseUnless(asked.length > 0, 'scopes', `must name at least one of ${SCOPES.join(', ')}`)
  for (const [index, scope] of asked.entries()) {
    const field = `scopes[${index}]`
    refuseUnless((SCOPES as readonly string[]).includes(scope), field, `must be one of ${SCOPES.join(', ')}`)
    if (!(caller.scopes as readonly string[]).includes(scope))
      throw new SottoError('PERMISSION_DENIED', { detail: scope, field })
  }
  return SCOPES.filter((scope) => asked.includes(scope))
}

/** No other tenant's key can be given the scope; this holds even if one were. */
function mustBeSystem({ tenant }: Caller): void {
  if (tenant !== SYSTEM_TENANT) throw new SottoError('PERMISSION_DENIED', { detail: 'tenants:write' })
}

const keyView = (key: KeyRecord): Key => ({
  keyId: key.keyId,
  application: key.application,
  scopes: key.scopes,
  createdAt: key.createdAt,
  expiresAt: key.expiresAt,
  revoked: key.revoked,
})
