import type { Positions, Wanted } from '../find/wanted.ts'
import type { Principal } from './access.ts'

export type OperationKind = 'cancel' | 'send_again'
export type OperationState = 'running' | 'done' | 'stopped' | 'failed'

/** One action on all messages that a filter finds: who began it, how far it is. */
export type OperationRecord = {
  operationId: string
  kind: OperationKind
  state: OperationState
  wanted: Wanted
  /** On whose behalf. */
  principal: Principal
  expected: number
  startedAt: number
  updatedAt: number
  /** 0 while it runs. */
  endedAt: number
  found: number
  done: number
  asked: number
  passedOver: number
  problem: string
  /** Where the search goes on; undefined: at its beginning. */
  positions: Positions | undefined
}

/**
 * Operations that outlive whoever began them, and the process that runs them: one process at a time has the lease of one, and
 * what it did last is where the next goes on. Kept for OPERATIONS_KEPT_DAYS.
 */
export type Operations = {
  /** With a key that was used before: the operation of then. */
  create(tenant: string, record: OperationRecord, idempotencyKey: string): Promise<OperationRecord | 'LIMIT_REACHED'>
  get(tenant: string, operationId: string): Promise<OperationRecord | undefined>
  /** Newest first. */
  list(tenant: string): Promise<OperationRecord[]>
  /** Asks it to stop; undefined: there is none. */
  stop(tenant: string, operationId: string): Promise<OperationRecord | undefined>
  /** One of any tenant that runs and that nobody works on. */
  claim(holder: string, leaseMs: number): Promise<OperationRecord | undefined>
  /** Keeps what was done. `goes on`, or why not: it was asked to stop, or another has the lease. */
  save(record: OperationRecord, holder: string, leaseMs: number): Promise<'goes on' | 'stopped' | 'lost'>
}
