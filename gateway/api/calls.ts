import { SottoError } from '../../core/errors.ts'
import type { SubmitResponse } from '../../proto/gen/sotto/v1/SubmitResponse.ts'
import type { Log } from '../ops/log.ts'
import type { Metrics } from '../ops/metrics.ts'
import type { Caller, Guard } from './caller.ts'
import { asSottoError } from './failure.ts'
import type { Handler, Services } from './handler.ts'
import type { MethodName } from './methods.ts'

export type Transport = 'grpc' | 'http'
export type Calls = ReturnType<typeof createCalls>

/** One unary call from the key to the answer, whatever it came by; counted and, where nobody foresaw its end, logged. */
export function createCalls(options: { guard: Guard; services: Services; metrics: Metrics; log: Log }) {
  const { guard, services, metrics, log } = options
  return {
    handlerOf(method: MethodName): Handler | undefined {
      const [service = '', name = ''] = method.split('/')
      return services[service]?.[name]
    },

    /** @param traceparent the header of that name */
    async admit(
      method: MethodName,
      authorization: string | undefined,
      requestId: string,
      traceparent = '',
    ): Promise<Caller> {
      return { ...(await guard.admit(method, authorization)), requestId, traceparent }
    },

    async run(method: MethodName, request: object, caller: Caller): Promise<object> {
      const handler = this.handlerOf(method)
      if (!handler) throw new SottoError('UNIMPLEMENTED', { detail: method })
      const end = metrics.apiSeconds.startTimer({ method })
      try {
        const response = await handler(request as never, caller)
        if (method === 'CommandService/Submit') countMessages(metrics, response)
        return response
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
}

function countMessages(metrics: Metrics, { repeated, messageCount = 0 }: SubmitResponse): void {
  if (!repeated) metrics.submittedMessages.inc(messageCount)
}
