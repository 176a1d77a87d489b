import type { Accepted, Draft } from '../../core/command.ts'
import { SottoError } from '../../core/errors.ts'
import type { Traces } from '../../core/ports/traces.ts'
import { readTraceparent } from '../../core/traceparent.ts'
import type { Caller } from './caller.ts'

/**
 * [A6] The span that all of a command's others are below. When nobody traces here, the caller's own context goes on with
 * the command, so that what is before and after Sotto is one trace all the same.
 */
export async function traceSubmit(
  traces: Traces | undefined,
  { traceparent = '', tenant, application }: Caller,
  { action }: Draft,
  submit: (traceparent: string) => Promise<Accepted>,
): Promise<Accepted> {
  if (!traces) return await submit(readTraceparent(traceparent) ? traceparent : '')
  const facts = { 'sotto.tenant': tenant, 'sotto.application': application, 'sotto.action': action }
  const span = traces.start({ name: `submit ${action}`, kind: 'server', parent: traceparent, facts })
  try {
    const accepted = await submit(span.traceparent)
    const { commandId, messageCount, repeated } = accepted
    span.end({ 'sotto.command': commandId, 'sotto.messages': messageCount, 'sotto.repeated': repeated })
    return accepted
  } catch (error) {
    span.end({}, error instanceof SottoError ? error.code : 'INTERNAL')
    throw error
  }
}
