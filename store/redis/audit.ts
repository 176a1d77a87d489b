import { AUDIT_DETAIL_BYTES_MAX, AUDIT_ENTRIES_MAX } from '../../core/limits.ts'
import type { Audit, AuditEntry } from '../../core/ports/access.ts'
import type { Client } from './connect.ts'
import { auditOf } from './keys.ts'

/** Entries on their way to the store. More, while it is away: the newest are dropped and counted by `onLost`. */
const UNDERWAY_MAX = 10_000
/** A stream entry's identifier, as `list` gives it out. */
const ENTRY_ID = /^\d{1,20}-\d{1,20}$/

/** A stream per tenant, cut to about AUDIT_ENTRIES_MAX as it grows. */
export function createAudit(client: Client, onLost: (error: Error) => void): Audit {
  let underway = 0
  return {
    record(tenant, entry) {
      if (underway >= UNDERWAY_MAX) return onLost(new Error(`${UNDERWAY_MAX} audit entries wait for the store`))
      underway++
      const json = JSON.stringify({ ...entry, detail: cut(entry.detail) })
      client
        .xadd(auditOf(tenant), 'MAXLEN', '~', AUDIT_ENTRIES_MAX, '*', 'e', json)
        .catch(onLost)
        .finally(() => underway--)
    },
    async list(tenant, before, count) {
      if (before !== undefined && !ENTRY_ID.test(before)) return []
      const entries = await client.xrevrange(auditOf(tenant), before ? `(${before}` : '+', '-', 'COUNT', count)
      return entries.map(([id, [, json]]) => ({ id, entry: JSON.parse(json ?? '{}') as AuditEntry }))
    },
  }
}

function cut(detail: string): string {
  const bytes = Buffer.from(detail)
  return bytes.length <= AUDIT_DETAIL_BYTES_MAX
    ? detail
    : new TextDecoder().decode(bytes.subarray(0, AUDIT_DETAIL_BYTES_MAX), { stream: true })
}
