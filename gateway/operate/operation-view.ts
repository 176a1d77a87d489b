import { ANY_TIME } from '../../core/find/wanted.ts'
import type { OperationRecord } from '../../core/ports/operations.ts'
import type { Operation } from '../../proto/gen/sotto/v1/Operation.ts'
import { wireStatus } from '../api/message-view.ts'

/** Those that have ended longer ago are in the list, and nothing new about them. */
const NEWS_MS = 60_000

export const recentOperations = (records: OperationRecord[], now: number): Operation[] =>
  records.filter(({ endedAt }) => endedAt === 0 || now - endedAt < NEWS_MS).map(operationView)

export function operationView(record: OperationRecord): Operation {
  const { kind, state, wanted, principal, ...rest } = record
  const { operationId, startedAt, updatedAt, endedAt, expected, found, done, asked, passedOver, problem } = rest
  return {
    ...{ operationId, startedAt, updatedAt, endedAt, expected, found, done, asked, passedOver, problem },
    kind: `OPERATION_KIND_${kind.toUpperCase()}` as 'OPERATION_KIND_CANCEL',
    state: `OPERATION_STATE_${state.toUpperCase()}` as 'OPERATION_STATE_DONE',
    actor: principal.keyId,
    filter: {
      id: wanted.messageId || wanted.commandId,
      deviceId: wanted.device,
      action: wanted.action,
      statuses: wanted.statuses.map(wireStatus),
      reason: wanted.reason,
      fromAt: wanted.fromAt,
      toAt: wanted.toAt === ANY_TIME.toAt ? 0 : wanted.toAt,
      actor: wanted.actor,
    },
  }
}
