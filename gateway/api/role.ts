import type { Principal } from '../../core/ports/access.ts'

/** What the scopes of a key amount to, for pages that show only what will work. The calls decide, not this. */
export type Role = 'viewer' | 'operator' | 'admin'

export function roleOf({ scopes }: Pick<Principal, 'scopes'>): Role {
  if (scopes.includes('keys:write')) return 'admin'
  return scopes.includes('commands:write') || scopes.includes('devices:write') ? 'operator' : 'viewer'
}
