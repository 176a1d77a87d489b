import type { ListAuditRequest } from '../../../../proto/gen/sotto/v1/ListAuditRequest.ts'

/** What the address of /audit says. */
export type AuditWords = { actor?: string; what?: string; about?: string; outcome?: string; hours?: string }

const HOUR_MS = 3_600_000

export function toAuditFilter({ actor, what, about, outcome, hours }: AuditWords): ListAuditRequest {
  return {
    ...(actor && { actor }),
    ...(what && { what }),
    ...(about && { about }),
    ...(outcome && { outcome }),
    // On the whole minute, so that the same question is the same for as long as it is looked at.
    ...(Number(hours) > 0 && { fromAt: Math.floor(Date.now() / 60_000) * 60_000 - Number(hours) * HOUR_MS }),
  }
}
