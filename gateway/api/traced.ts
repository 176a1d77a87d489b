import type { Accepted, Draft } from '../../core/command.ts'
import { SottoError } from '../../core/errors.ts'
import { TRACED_MESSAGES_MAX } from '../../core/limits.ts'
import type { Traces } from '../../core/ports/traces.ts'
import type { Carried } from '../../core/traceparent.ts'
import type { Caller } from './caller.ts'

/**
 * [A6] The span that all of a command's others are below. When nobody traces here, the caller's own context goes on with
 * the command, so that what is before and after Sotto is one trace all the same.
 */
export async function traceSubmit(
  traces: Traces | undefined,
  { carried = {}, tenant, application }: Caller,
  { action }: Draft,
  submit: (carried: Carried) => Promise<Accepted>,
): Promise<Accepted> {
  if (!traces) return await submit(carried)
  const { traceparent: parent = '', tracestate } = carried
  const facts = { 'sotto.tenant': tenant, 'sotto.application': application, 'sotto.action': action }
  const span = traces.start({ name: `submit ${action}`, kind: 'server', parent, tracestate, facts })
  try {
    const accepted = await submit({ ...carried, traceparent: span.traceparent })
    const { commandId, messageCount, repeated } = accepted
    const counts = {
      'sotto.messages': messageCount,
      'sotto.messages.traced': Math.min(messageCount, TRACED_MESSAGES_MAX),
    }
    span.end({ 'sotto.command': commandId, ...counts, 'sotto.repeated': repeated })
    return accepted
  } catch (error) {
    span.end({}, error instanceof SottoError ? error.code : 'INTERNAL')
    throw error
  }
}
