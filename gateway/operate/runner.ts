import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { SottoError } from '../../core/errors.ts'
import { operationStep } from '../../core/flow/operation-step.ts'
import type { OperationRecord } from '../../core/ports/operations.ts'
import type { ActionCheck } from '../api/action-check.ts'
import type { AuditTrail } from '../api/audit-trail.ts'
import type { Guard } from '../api/caller.ts'
import type { Parts } from '../api/handler.ts'

/** A process that died holds an operation up for so long. */
const LEASE_MS = 15_000
/** How often it is looked for one that nobody works on. */
const LOOK_MS = 2_000
/** At a time, on one node. */
const RUNNING_MAX = 4
/** Between steps: what applications and devices need comes first. */
const PAUSE_MS = 20
const RETRY_MS = 1_000

export type Runner = {
  /** There may be one to be run. */
  poke(): void
  close(): Promise<void>
}

/** Runs operations that somebody began on any node. */
export function createRunner(
  world: Parts,
  options: {
    guard: Pick<Guard, 'revalidate'>
    actions: ActionCheck
    trail: AuditTrail
    onProblem(error: Error): void
  },
): Runner {
  const { guard, actions, trail, onProblem } = options
  const { operations } = world.operators
  const holder = randomUUID()
  const running = new Set<Promise<void>>()
  const closing = new AbortController()
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    while (running.size < RUNNING_MAX && !closing.signal.aborted) {
      const operation = await operations.claim(holder, LEASE_MS)
      if (!operation) return
      const run = work(operation)
        .catch(onProblem)
        .finally(() => running.delete(run))
      running.add(run)
    }
  }

  function poke(): void {
    looking ??= look()
      .catch(onProblem)
      .finally(() => {
        looking = undefined
      })
  }

  /** Until it ends, or another has to go on. */
  async function work(operation: OperationRecord): Promise<void> {
    let current = operation
    while (!closing.signal.aborted) {
      const next = await step(current)
      if (next) current = next
      const answer = await operations.save(current, holder, LEASE_MS).catch((error: Error) => {
        onProblem(error)
        return 'goes on' as const
      })
      if (answer === 'lost') return
      if (answer === 'stopped') current = ended({ ...current, state: 'stopped' })
      if (answer === 'stopped') await operations.save(current, holder, LEASE_MS)
      if (current.state !== 'running') return audit(current)
      // All that can fail here is that we are closing, which the loop looks at.
      await sleep(next ? PAUSE_MS : RETRY_MS, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }

  /** Undefined: the store is away; it is tried again. */
  async function step(operation: OperationRecord): Promise<OperationRecord | undefined> {
    const { principal } = operation
    try {
      const { scopes } = await guard.revalidate(principal.keyId)
      if (!scopes.includes('commands:write')) throw new SottoError('PERMISSION_DENIED', { detail: 'commands:write' })
      const check = (action: string, params: unknown) => actions.check(principal.tenant, action, params)
      const next = await operationStep(world, operation, check)
      return next.state === 'running' ? next : ended(next)
    } catch (error) {
      if (error instanceof SottoError) return ended({ ...operation, state: 'failed', problem: error.message })
      onProblem(error as Error)
      return undefined
    }
  }

  function ended(operation: OperationRecord): OperationRecord {
    const now = world.clock.now()
    return { ...operation, updatedAt: now, endedAt: now }
  }

  function audit({ principal, operationId, kind, state, found, done, asked, passedOver }: OperationRecord): void {
    const detail = `${kind}: found ${found}, done ${done}, asked ${asked}, passed over ${passedOver}`
    trail.record(principal, { what: 'operation.end', about: operationId, outcome: state, detail })
  }

  const timer = setInterval(poke, LOOK_MS)
  poke()
  return {
    poke,
    async close() {
      closing.abort()
      clearInterval(timer)
      await looking
      await Promise.all(running)
    },
  }
}
