import { randomUUID } from 'node:crypto'
import { SottoError } from '../../core/errors.ts'
import { COMMANDS_PER_CALL_MAX } from '../../core/limits.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { Carried } from '../../core/traceparent.ts'
import type { SubmitManyRequest__Output } from '../../proto/gen/sotto/v1/SubmitManyRequest.ts'
import type { SubmitManyResponse } from '../../proto/gen/sotto/v1/SubmitManyResponse.ts'
import type { SubmitResponse } from '../../proto/gen/sotto/v1/SubmitResponse.ts'
import type { SubmitStreamRequest__Output } from '../../proto/gen/sotto/v1/SubmitStreamRequest.ts'
import type { Log } from '../ops/log.ts'
import type { Metrics } from '../ops/metrics.ts'
import type { AuditTrail } from './audit-trail.ts'
import type { Caller, Guard } from './caller.ts'
import { asSottoError, errorDetail } from './failure.ts'
import {
  type Handler,
  type Requests,
  refuseUnless,
  type Services,
  type StreamHandler,
  type StreamOut,
} from './handler.ts'
import type { MethodName } from './methods.ts'

/** `many`: one command of a SubmitMany. */
export type Transport = 'grpc' | 'http' | 'many'
export type Calls = ReturnType<typeof createCalls>
/** What a call bears: the header `authorization`, or who has logged in. */
export type Credential = string | undefined | Principal
/** Of calls that answer with a stream. */
export type StreamHandlers = Partial<Record<MethodName, StreamHandler>>

/** One call from the key to the answer, whatever it came by; counted, audited and, where nobody foresaw its end, logged. */
export function createCalls(options: {
  guard: Guard
  services: Services
  streams?: StreamHandlers
  trail: AuditTrail
  metrics: Metrics
  log: Log
}) {
  const { guard, services, streams = {}, trail, metrics, log } = options

  /** Each is a call of its own: counted, audited, and refused by itself. */
  async function submitMany({ commands }: SubmitManyRequest__Output, caller: Caller): Promise<SubmitManyResponse> {
    const fits = commands.length > 0 && commands.length <= COMMANDS_PER_CALL_MAX
    refuseUnless(fits, 'commands', `has ${commands.length} items, but must have 1 to ${COMMANDS_PER_CALL_MAX}`)
    const outcomes = commands.map(async (command) => {
      try {
        return { accepted: await calls.run('CommandService/Submit', command, caller) }
      } catch (error) {
        return { refused: errorDetail(calls.failed('CommandService/Submit', 'many', caller.requestId, error)) }
      }
    })
    return { outcomes: await Promise.all(outcomes) }
  }

  /** Each request is a call of its own [A4], one after the other: what waits is in the transport. */
  async function submitStream(requests: Requests<SubmitStreamRequest__Output>, caller: Caller, out: StreamOut) {
    const method = 'CommandService/SubmitMany'
    for await (const request of requests(out.signal)) {
      await guard.revalidate(caller.keyId)
      const admitted = await calls.admit(method, caller, randomUUID())
      await out.write(await calls.run(method, request, admitted))
      calls.answered(method, 'grpc')
    }
  }

  const calls = {
    handlerOf(method: MethodName): Handler | undefined {
      if (method === 'CommandService/SubmitMany') return submitMany as Handler
      const [service = '', name = ''] = method.split('/')
      return services[service]?.[name]
    },
    streamOf(method: MethodName): StreamHandler | undefined {
      return method === 'CommandService/SubmitStream' ? submitStream : streams[method]
    },

    /** @param carried of a trace, by its headers [A6] */
    async admit(method: MethodName, credential: Credential, requestId: string, carried: Carried = {}): Promise<Caller> {
      try {
        const principal =
          typeof credential === 'object'
            ? await guard.permit(method, credential)
            : await guard.admit(method, credential)
        return { ...principal, requestId, carried }
      } catch (error) {
        if (typeof credential === 'object') trail.refused(method, {}, credential, error)
        else void trail.stranger(credential, method, '', error)
        throw error
      }
    },

    /** [A4] For a stream that stands: whether its key works now. @throws SottoError */
    async revalidate({ keyId }: Caller): Promise<void> {
      await guard.revalidate(keyId, true)
    },

    async run(method: MethodName, request: object, caller: Caller): Promise<object> {
      const handler = this.handlerOf(method)
      if (!handler) throw new SottoError('UNIMPLEMENTED', { detail: method })
      const end = metrics.apiSeconds.startTimer({ method })
      try {
        const response = await handler(request as never, caller)
        if (method === 'CommandService/Submit') countMessages(metrics, response)
        trail.done(method, request, caller)
        return response
      } catch (error) {
        trail.refused(method, request, caller, error)
        throw error
      } finally {
        end()
      }
    },

    answered(method: MethodName, transport: Transport): void {
      metrics.apiCalls.inc({ method, transport, outcome: 'ok' })
    },

    failed(method: MethodName | 'unknown', transport: Transport, requestId: string, cause: unknown): SottoError {
      const error = asSottoError(cause, requestId, (err) => log.error({ err, requestId, method }, 'a call failed'))
      metrics.apiCalls.inc({ method, transport, outcome: error.code })
      if (error.status !== 'internal' && error.status !== 'unavailable')
        metrics.refusedInput.inc({ door: transport, reason: error.code })
      return error
    },
  }
  return calls
}

function countMessages(metrics: Metrics, { repeated, messageCount = 0 }: SubmitResponse): void {
  if (!repeated) metrics.submittedMessages.inc(messageCount)
}
