export const SCOPES = [
  'commands:read',
  'commands:write',
  'devices:read',
  'devices:write',
  'hooks:read',
  'hooks:all',
  'keys:write',
  'queues:read',
  'audit:read',
  'tenants:write',
] as const
export type Scope = (typeof SCOPES)[number]

/** Who calls: what a valid key tells. */
export type Principal = { tenant: string; application: string; keyId: string; scopes: readonly Scope[] }

export type KeyRecord = {
  keyId: string
  tenant: string
  application: string
  scopes: Scope[]
  /** SHA-256 of the secret, hex [A4]. */
  secretSha256: string
  createdAt: number
  /** 0: never. */
  expiresAt: number
  revoked: boolean
}

export type Access = {
  /** A key that exists is left as it is. */
  putKey(key: KeyRecord): Promise<void>
  getKey(keyId: string): Promise<KeyRecord | undefined>
  listKeys(tenant: string): Promise<KeyRecord[]>
  /** False: no such key in this tenant. */
  revokeKey(tenant: string, keyId: string): Promise<boolean>
}

/** Declared actions of a tenant. */
export type ActionRecord = { name: string; schema: string; description: string }
export type Actions = {
  put(tenant: string, action: ActionRecord): Promise<void>
  list(tenant: string): Promise<ActionRecord[]>
  delete(tenant: string, name: string): Promise<boolean>
}

/** Who did what. Bounded; append only. */
export type AuditEntry = { at: number; actor: string; what: string; about: string; outcome: string; detail: string }
export type Audit = {
  /** Never rejects and never waits: a failure is logged and counted. */
  record(tenant: string, entry: AuditEntry): void
  list(tenant: string, before: string | undefined, count: number): Promise<{ id: string; entry: AuditEntry }[]>
}
