import { SottoError } from '../errors.ts'
import { findSome } from '../find/find.ts'
import type { Found } from '../find/walk.ts'
import { grouped } from '../grouped.ts'
import { BATCH_ITEMS_MAX, OPERATION_MESSAGES_MAX } from '../limits.ts'
import { isFinal } from '../message.ts'
import type { OperationRecord } from '../ports/operations.ts'
import { sendAgain } from './send-again.ts'

/** Submits under way at a time: enough to keep the store busy, too few to hold up the applications'. */
const SUBMITS_AT_ONCE = 8

type Parts = Parameters<typeof findSome>[0] & Parameters<typeof sendAgain>[0]
type Counts = Pick<OperationRecord, 'done' | 'asked' | 'passedOver'>

/**
 * Some more of an operation: what one page of its search finds. It may be repeated when its end was not kept: a cancel then
 * finds what is canceled, and what is sent again bears an idempotency key of operation and message.
 */
export async function operationStep(
  world: Parts,
  operation: OperationRecord,
  check: (action: string, params: unknown) => Promise<void>,
): Promise<OperationRecord> {
  const { principal, wanted, positions } = operation
  const { found, next } = await findSome(world, principal.tenant, wanted, positions)
  const room = OPERATION_MESSAGES_MAX - operation.found
  const taken = found.slice(0, room)
  const counts =
    operation.kind === 'cancel' ? await cancelAll(world, taken) : await sendAll(world, operation, taken, check)
  const isFull = found.length > room
  return {
    ...operation,
    found: operation.found + taken.length,
    done: operation.done + counts.done,
    asked: operation.asked + counts.asked,
    passedOver: operation.passedOver + counts.passedOver,
    positions: next,
    updatedAt: world.clock.now(),
    ...(isFull && {
      state: 'failed' as const,
      problem: `It has reached ${OPERATION_MESSAGES_MAX} messages, as many as one operation takes. Begin another for the rest.`,
    }),
    ...(!isFull && next === undefined && { state: 'done' as const }),
  }
}

async function cancelAll({ messages, work }: Parts, found: Found[]): Promise<Counts> {
  const counts = { done: 0, asked: 0, passedOver: 0 }
  const ofPartition = grouped(found, ({ place }) => place.partition)
  for (const group of ofPartition.values()) {
    const { place } = group[0]!
    const ids = group.map(({ message }) => message.messageId)
    for (let at = 0; at < ids.length; at += BATCH_ITEMS_MAX) {
      const { outcomes, kick } = await messages.cancel(place, ids.slice(at, at + BATCH_ITEMS_MAX))
      if (kick > 0) work.kick(place, kick)
      for (const outcome of outcomes)
        counts[outcome === 'canceled' ? 'done' : outcome === 'asked' ? 'asked' : 'passedOver']++
    }
  }
  return counts
}

async function sendAll(
  world: Parts,
  { principal, operationId }: OperationRecord,
  found: Found[],
  check: (action: string, params: unknown) => Promise<void>,
): Promise<Counts> {
  const counts = { done: 0, asked: 0, passedOver: 0 }
  const waiting = found.filter(({ message }) => isFinal(message.status)).map(({ message }) => message.messageId)
  counts.passedOver = found.length - waiting.length
  async function lane(): Promise<void> {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      try {
        await sendAgain(world, principal, id, `again ${operationId} ${id}`, check)
        counts.done++
      } catch (error) {
        // The device can take none now, or the action is not declared any more.
        if (!(error instanceof SottoError)) throw error
        counts.passedOver++
      }
    }
  }
  await Promise.all(Array.from({ length: SUBMITS_AT_ONCE }, lane))
  return counts
}
