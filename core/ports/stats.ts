import type { Status } from '../message.ts'
import type { Tally } from '../observe/legs.ts'

/** What was seen of a tenant in the `seconds` that end at `at`, and how it stood then. */
export type SampleRecord = Tally & {
  at: number
  seconds: number
  readyDevices: number
  queued: number
  online: number
}

export type PartitionFigures = {
  partition: number
  /** Devices that are online and have something to be sent, and since when the first of them; 0: none. */
  readyDevices: number
  readySince: number
  /** Clocks that run, and when the first ends; 0: none. */
  clocks: number
  nextDueAt: number
  tailSeq: number
}
export type Figures = {
  statuses: Partial<Record<Status, number>>
  devices: number
  nodes: { node: string; online: number }[]
  partitions: PartitionFigures[]
}

/** How tenants stand, and what one observer of the whole deployment has seen in the log. */
export type Stats = {
  /** Some plain counts of a tenant; as many reads as it has partitions and nodes. */
  figures(tenant: string): Promise<Figures>
  /** Whether this holder observes, for so long; there is one at a time. */
  lead(holder: string, leaseMs: number): Promise<boolean>
  resign(holder: string): Promise<void>
  /** Kept for about an hour. */
  append(tenant: string, sample: SampleRecord): Promise<void>
  /** Those after `at`, oldest first. */
  since(tenant: string, at: number): Promise<SampleRecord[]>
  /** Counters of the whole deployment, which only grow; by names of the caller. */
  addTotals(increments: Record<string, number>): Promise<void>
  totals(): Promise<Record<string, number>>
}
