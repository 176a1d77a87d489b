import { type Config, SETTINGS } from '../../core/config.ts'
import * as limits from '../../core/limits.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { GetConfigurationResponse } from '../../proto/gen/sotto/v1/GetConfigurationResponse.ts'

/** Settings that tell a tenant what it may rely on; the others are about the servers. */
const OF_TENANTS: ReadonlySet<keyof Config> = new Set([
  ...(['durability', 'partitions', 'heartbeatSeconds', 'heartbeatTimeoutSeconds', 'nodeLeaseSeconds'] as const),
  ...(['deliverBySeconds', 'ackBySeconds', 'leaseSeconds', 'completeBySeconds', 'lateGraceSeconds'] as const),
  ...(['retryBaseMs', 'retryCapMs', 'attemptsMax', 'windowPerChannel', 'openPerDeviceMax'] as const),
  ...(['messageRetentionDays', 'hookRetentionHours', 'requestsPerSecond'] as const),
])
const HIDDEN = '(hidden)'

/** @param version of the server */
export function configuration(config: Config, version: string, { scopes }: Principal): GetConfigurationResponse {
  const names = (Object.keys(SETTINGS) as (keyof Config)[]).filter(
    (name) => scopes.includes('queues:read') || OF_TENANTS.has(name),
  )
  return {
    settings: names.map((name) => {
      const { default: standard, what, unit = '' } = SETTINGS[name] as { default: unknown; what: string; unit?: string }
      return { name, value: shown(String(config[name])), defaultValue: String(standard), unit, what }
    }),
    limits: Object.entries(limits).flatMap(([name, value]) => (typeof value === 'number' ? [{ name, value }] : [])),
    version,
    durability: config.durability,
  }
}

/** What stands before an @ in an address is a name and a password; so may the query of one bear secrets. */
const shown = (value: string): string =>
  value.replace(/(:\/\/)[^/@]*@/g, `$1${HIDDEN}@`).replace(/\?.*$/, value.includes('://') ? `?${HIDDEN}` : '$&')
