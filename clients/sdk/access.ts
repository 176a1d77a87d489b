import type { CreateKeyResponse__Output } from '../../proto/gen/sotto/v1/CreateKeyResponse.ts'
import type { CreateTenantResponse__Output } from '../../proto/gen/sotto/v1/CreateTenantResponse.ts'
import type { Key__Output } from '../../proto/gen/sotto/v1/Key.ts'
import type { ListKeysResponse__Output } from '../../proto/gen/sotto/v1/ListKeysResponse.ts'
import type { ListTenantsResponse__Output } from '../../proto/gen/sotto/v1/ListTenantsResponse.ts'
import type { WhoAmIResponse__Output } from '../../proto/gen/sotto/v1/WhoAmIResponse.ts'
import type { Connection } from './connection.ts'
import { SottoError } from './sotto-error.ts'

/** Times are Unix ms; `expiresAt` 0: never. */
export type Key = Key__Output
/** The secret is shown once: only its hash is kept. */
export type NewKey = Key & { secret: string }
export type Caller = WhoAmIResponse__Output

export type AccessApi = {
  keys: {
    /** `scopes` at most the caller's own. `expiresSeconds` 0 or absent: never. */
    create(options: { application: string; scopes: readonly string[]; expiresSeconds?: number }): Promise<NewKey>
    list(): Promise<Key[]>
    /** Works everywhere within 5 s. */
    revoke(keyId: string): Promise<void>
  }
  tenants: {
    /** With its first key. Only with a key of the tenant "system". */
    create(tenant: string): Promise<NewKey>
    list(): Promise<string[]>
  }
  whoAmI(): Promise<Caller>
}

export function accessApi({ call, access }: Connection): AccessApi {
  return {
    keys: {
      create: async ({ scopes, ...rest }) =>
        newKey(
          await call<CreateKeyResponse__Output>('once', (...more) =>
            access.createKey({ ...rest, scopes: [...scopes] }, ...more),
          ),
        ),
      list: async () =>
        (await call<ListKeysResponse__Output>('repeatable', (...rest) => access.listKeys({}, ...rest))).keys,
      revoke: async (keyId) => void (await call('repeatable', (...rest) => access.revokeKey({ keyId }, ...rest))),
    },
    tenants: {
      create: async (tenant) =>
        newKey(await call<CreateTenantResponse__Output>('once', (...rest) => access.createTenant({ tenant }, ...rest))),
      list: async () =>
        (await call<ListTenantsResponse__Output>('repeatable', (...rest) => access.listTenants({}, ...rest))).tenants,
    },
    whoAmI: () => call<Caller>('repeatable', (...rest) => access.whoAmI({}, ...rest)),
  }
}

function newKey({ key, secret }: { key: Key | null; secret: string }): NewKey {
  if (key) return { ...key, secret }
  throw new SottoError('The server made a key but did not describe it: its version and this client do not fit.', {
    code: 'internal',
    reason: 'NO_ANSWER',
  })
}
