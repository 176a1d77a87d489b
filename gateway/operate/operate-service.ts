import { SottoError } from '../../core/errors.ts'
import { asOf, OPEN_STATUSES, type Wanted } from '../../core/find/wanted.ts'
import { closeChannel } from '../../core/flow/close-channel.ts'
import { sendAgain } from '../../core/flow/send-again.ts'
import { commandId, DEVICE_ID, MESSAGE_ID } from '../../core/ids.ts'
import { IDEMPOTENCY_KEY_BYTES_MAX, OPERATIONS_RUNNING_MAX } from '../../core/limits.ts'
import type { OperationKind, OperationRecord } from '../../core/ports/operations.ts'
import type { CloseChannelRequest__Output } from '../../proto/gen/sotto/v1/CloseChannelRequest.ts'
import type { CloseChannelResponse } from '../../proto/gen/sotto/v1/CloseChannelResponse.ts'
import type { GetOperationRequest__Output } from '../../proto/gen/sotto/v1/GetOperationRequest.ts'
import type { GetOperationResponse } from '../../proto/gen/sotto/v1/GetOperationResponse.ts'
import type { ListOperationsRequest__Output } from '../../proto/gen/sotto/v1/ListOperationsRequest.ts'
import type { ListOperationsResponse } from '../../proto/gen/sotto/v1/ListOperationsResponse.ts'
import type { SendAgainRequest__Output } from '../../proto/gen/sotto/v1/SendAgainRequest.ts'
import type { SendAgainResponse } from '../../proto/gen/sotto/v1/SendAgainResponse.ts'
import type { StartOperationRequest__Output } from '../../proto/gen/sotto/v1/StartOperationRequest.ts'
import type { StartOperationResponse } from '../../proto/gen/sotto/v1/StartOperationResponse.ts'
import type { StopOperationRequest__Output } from '../../proto/gen/sotto/v1/StopOperationRequest.ts'
import type { StopOperationResponse } from '../../proto/gen/sotto/v1/StopOperationResponse.ts'
import type { ActionCheck } from '../api/action-check.ts'
import type { AuditTrail } from '../api/audit-trail.ts'
import type { Caller } from '../api/caller.ts'
import { type Parts, refuseUnless } from '../api/handler.ts'
import { readFilter } from '../api/message-filter.ts'
import { operationView } from './operation-view.ts'

const KINDS: Record<string, OperationKind> = {
  OPERATION_KIND_CANCEL: 'cancel',
  OPERATION_KIND_SEND_AGAIN: 'send_again',
}

/** What operators act with. @param onStarted there is one to be run */
export function createOperateService(
  world: Parts,
  options: { actions: ActionCheck; trail: AuditTrail; onStarted(): void },
) {
  const { actions, trail, onStarted } = options
  const { operations } = world.operators

  async function known(tenant: string, operationId: string): Promise<OperationRecord> {
    refuseUnless(/^o[0-9a-z]{21}$/.test(operationId), 'operation_id', 'must be the identifier of an operation')
    const record = await operations.get(tenant, operationId)
    if (!record) throw new SottoError('NOT_FOUND', { field: 'operation_id', detail: operationId })
    return record
  }

  return {
    async StartOperation(request: StartOperationRequest__Output, caller: Caller): Promise<StartOperationResponse> {
      const kind = KINDS[String(request.kind)]
      if (!kind) throw new SottoError('INVALID_FIELD', { field: 'kind', detail: 'kind must be given' })
      checkIdempotencyKey(request.idempotencyKey)
      const { tenant, application, keyId, scopes } = caller
      const now = world.clock.now()
      const record: OperationRecord = {
        ...{ operationId: `o${commandId(now, world.chance.bytes(12)).slice(1)}`, kind, state: 'running' },
        ...{ wanted: narrowed(kind, await readFilter(world, tenant, request.filter), countedAt(request, now)) },
        ...{ principal: { tenant, application, keyId, scopes }, expected: request.expected },
        ...{ startedAt: now, updatedAt: now, endedAt: 0, found: 0, done: 0, asked: 0, passedOver: 0 },
        ...{ problem: '', positions: undefined },
      }
      const created = await operations.create(tenant, record, request.idempotencyKey)
      if (created === 'LIMIT_REACHED')
        throw new SottoError('LIMIT_REACHED', { detail: `${OPERATIONS_RUNNING_MAX} operations of a tenant at a time` })
      if (created.operationId === record.operationId) {
        const detail = `${kind}: ${JSON.stringify(operationView(record).filter)}, shown ${request.expected}`
        trail.record(caller, { what: 'operation.start', about: record.operationId, detail })
        onStarted()
      }
      return { operation: operationView(created) }
    },

    async GetOperation({ operationId }: GetOperationRequest__Output, caller: Caller): Promise<GetOperationResponse> {
      return { operation: operationView(await known(caller.tenant, operationId)) }
    },

    async ListOperations(_: ListOperationsRequest__Output, { tenant }: Caller): Promise<ListOperationsResponse> {
      return { operations: (await operations.list(tenant)).map(operationView) }
    },

    async StopOperation({ operationId }: StopOperationRequest__Output, caller: Caller): Promise<StopOperationResponse> {
      await known(caller.tenant, operationId)
      const record = await operations.stop(caller.tenant, operationId)
      trail.record(caller, { what: 'operation.stop', about: operationId })
      return { operation: record ? operationView(record) : null }
    },

    async SendAgain(
      { messageId, idempotencyKey }: SendAgainRequest__Output,
      caller: Caller,
    ): Promise<SendAgainResponse> {
      refuseUnless(MESSAGE_ID.test(messageId), 'message_id', 'must be the identifier of a message')
      checkIdempotencyKey(idempotencyKey)
      const check = (action: string, params: unknown) => actions.check(caller.tenant, action, params)
      const { commandId, messageIds } = await sendAgain(world, caller, messageId, idempotencyKey, check)
      return { commandId, messageId: messageIds[0]! }
    },

    async CloseChannel({ deviceId }: CloseChannelRequest__Output, caller: Caller): Promise<CloseChannelResponse> {
      refuseUnless(DEVICE_ID.test(deviceId), 'device_id', `must match ${DEVICE_ID.source}`)
      return closeChannel(world, caller, deviceId)
    },
  }
}

/** Only what was there when it was counted, or when it begins: what it makes itself is not its own next find. Nobody cancels a whole tenant by leaving a field out. */
function narrowed(kind: OperationKind, wanted: Wanted, at: number): Wanted {
  const { messageId, commandId, device, action, statuses, reason, actor, fromAt } = wanted
  const says = [messageId, commandId, device, action, reason, actor].some((word) => word !== '')
  refuseUnless(says || statuses.length > 0 || fromAt > 0, 'filter', 'must say which messages')
  return asOf(kind === 'cancel' && statuses.length === 0 ? { ...wanted, statuses: [...OPEN_STATUSES] } : wanted, at)
}

/** Of a gateway whose clock is a little ahead, it may be to come. */
function countedAt({ countedAt }: StartOperationRequest__Output, now: number): number {
  refuseUnless(Number.isSafeInteger(countedAt) && countedAt >= 0, 'counted_at', 'must be a Unix time in ms')
  return countedAt === 0 ? now : Math.min(countedAt, now)
}

function checkIdempotencyKey(key: string): void {
  const isShort = Buffer.byteLength(key) <= IDEMPOTENCY_KEY_BYTES_MAX
  refuseUnless(isShort, 'idempotency_key', `has at most ${IDEMPOTENCY_KEY_BYTES_MAX} bytes`)
}
