import type { Place } from './messages.ts'

/** Which tenants there are and how many partitions each has (fixed at the first start). */
export type Places = {
  readonly partitions: number
  /** A number of 64 random bits of this deployment, hex: cursors bear it. */
  readonly deployment: string
  tenants(): Promise<string[]>
  addTenant(tenant: string): Promise<boolean>
  /** All places of all tenants; at most a second old. */
  all(): Promise<Place[]>
}
