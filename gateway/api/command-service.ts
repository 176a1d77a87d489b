import type { Draft } from '../../core/command.ts'
import { SottoError } from '../../core/errors.ts'
import { cancel } from '../../core/flow/cancel.ts'
import { explain } from '../../core/flow/explain.ts'
import { submit } from '../../core/flow/submit.ts'
import { COMMAND_ID, MESSAGE_ID, partitionOf } from '../../core/ids.ts'
import type { World } from '../../core/ports/world.ts'
import type { CancelRequest__Output } from '../../proto/gen/sotto/v1/CancelRequest.ts'
import type { CancelResponse } from '../../proto/gen/sotto/v1/CancelResponse.ts'
import type { ExplainRequest__Output } from '../../proto/gen/sotto/v1/ExplainRequest.ts'
import type { ExplainResponse } from '../../proto/gen/sotto/v1/ExplainResponse.ts'
import type { GetCommandRequest__Output } from '../../proto/gen/sotto/v1/GetCommandRequest.ts'
import type { GetCommandResponse } from '../../proto/gen/sotto/v1/GetCommandResponse.ts'
import type { GetMessageRequest__Output } from '../../proto/gen/sotto/v1/GetMessageRequest.ts'
import type { GetMessageResponse } from '../../proto/gen/sotto/v1/GetMessageResponse.ts'
import type { ListMessagesRequest__Output } from '../../proto/gen/sotto/v1/ListMessagesRequest.ts'
import type { ListMessagesResponse } from '../../proto/gen/sotto/v1/ListMessagesResponse.ts'
import type { SubmitRequest__Output } from '../../proto/gen/sotto/v1/SubmitRequest.ts'
import type { SubmitResponse } from '../../proto/gen/sotto/v1/SubmitResponse.ts'
import { JsonProblem, structToJson } from '../../proto/json.ts'
import type { ActionCheck } from './action-check.ts'
import type { Caller } from './caller.ts'
import { type Parts, refuseUnless } from './handler.ts'
import { listMessages } from './list-messages.ts'
import { clocksView, messageView, wireStatus } from './message-view.ts'
import { traceSubmit } from './traced.ts'

export function createCommandService(world: Parts, actions: ActionCheck) {
  return {
    async Submit(request: SubmitRequest__Output, caller: Caller): Promise<SubmitResponse> {
      const draft = draftOf(request)
      await actions.check(caller.tenant, draft.action, draft.params)
      return traceSubmit(world.traces, caller, draft, (carried) => submit(world, caller, draft, carried))
    },

    async Cancel({ commandId, messageId }: CancelRequest__Output, caller: Caller): Promise<CancelResponse> {
      return cancel(world, caller, { commandId, messageId })
    },

    async GetCommand({ commandId }: GetCommandRequest__Output, caller: Caller): Promise<GetCommandResponse> {
      const found = await world.messages.command(caller.tenant, checkedCommandId(commandId))
      if (!found) throw new SottoError('NOT_FOUND', { detail: commandId, field: 'command_id' })
      const { command, messages, finals } = found
      const ended = Object.values(finals).reduce((sum, count) => sum + count, 0)
      return {
        commandId,
        action: command.action,
        content: command.content,
        hook: command.hook,
        clocks: clocksView(command),
        concurrencyKey: command.concurrencyKey,
        tags: command.tags,
        acceptedAt: command.acceptedAt,
        messageCount: messages,
        finals: Object.fromEntries(
          Object.entries(finals).map(([status, count]) => [wireStatus(status as keyof typeof finals), count]),
        ),
        open: messages - ended,
        actor: command.actor,
      }
    },

    async GetMessage({ messageId }: GetMessageRequest__Output, caller: Caller): Promise<GetMessageResponse> {
      const found = await world.messages.get(caller.tenant, checkedMessageId(world, messageId))
      if (!found) throw new SottoError('NOT_FOUND', { detail: messageId, field: 'message_id' })
      return { message: messageView(found) }
    },

    async ListMessages(request: ListMessagesRequest__Output, caller: Caller): Promise<ListMessagesResponse> {
      if (request.commandId !== '') checkedCommandId(request.commandId)
      return listMessages(world, caller.tenant, request)
    },

    async Explain({ messageId }: ExplainRequest__Output, caller: Caller): Promise<ExplainResponse> {
      const { status, ...rest } = await explain(world, caller, checkedMessageId(world, messageId))
      return { ...rest, status: wireStatus(status) }
    },
  }
}

function checkedCommandId(commandId: string): string {
  refuseUnless(COMMAND_ID.test(commandId), 'command_id', 'must be the identifier of a command: c and 21 characters')
  return commandId
}

/** [A3] A message of a partition that is not there is as unknown as one of another tenant. */
function checkedMessageId({ places }: Pick<World, 'places'>, messageId: string): string {
  refuseUnless(MESSAGE_ID.test(messageId), 'message_id', 'must be the identifier of a message: m and 27 characters')
  if (partitionOf(messageId) >= places.partitions)
    throw new SottoError('NOT_FOUND', { detail: messageId, field: 'message_id' })
  return messageId
}

function draftOf(request: SubmitRequest__Output): Draft {
  const { action, params, devices, fleet, hook, clocks, concurrencyKey, idempotencyKey, tags, supersede } = request
  return {
    action,
    params: paramsOf(params),
    devices,
    fleet: fleet?.labels,
    hook: {
      applications: hook?.applications ?? [],
      program: hook?.program ?? '',
      arguments: hook?.arguments ?? [],
      interrupt: hook?.interrupt ?? false,
    },
    clocks: {
      deliverBy: clocks?.deliverBySeconds ?? 0,
      ackBy: clocks?.ackBySeconds ?? 0,
      lease: clocks?.leaseSeconds ?? 0,
      completeBy: clocks?.completeBySeconds ?? 0,
    },
    concurrencyKey,
    idempotencyKey,
    tags,
    supersede,
  }
}

function paramsOf(params: SubmitRequest__Output['params']): Record<string, unknown> {
  try {
    return structToJson(params ?? {})
  } catch (problem) {
    throw problem instanceof JsonProblem ? JsonProblem.inside('params', problem) : problem
  }
}
