import { SottoError } from '../../core/errors.ts'
import type { World } from '../../core/ports/world.ts'
import type { Caller } from './caller.ts'

/** What the services need of the world: all but what belongs to channels, streams and workers. */
export type Parts = Omit<World, 'nodes' | 'subscriptions' | 'wakes'>

/** One unary call: a message of proto/gen in, one out. Knows nothing of gRPC or HTTP. */
export type Handler = (request: never, caller: Caller) => Promise<object>
/**
 * One call that answers with a stream. `write` resolves when the transport has taken the message, so nothing is buffered for a
 * reader that is slow; `signal` aborts when the reader has gone, the key does not work any more, or the node stops.
 */
export type StreamHandler = (request: never, caller: Caller, out: StreamOut) => Promise<void>
/** What a stream of requests brings, one at a time, until its end or the abort: the next is read when the last is done with. */
export type Requests<Request> = (until: AbortSignal) => AsyncIterable<Request>
export type StreamOut = { write(message: object): Promise<void>; readonly signal: AbortSignal }
/** Method name → handler, of one service. */
export type HandlerTable = Record<string, Handler>
/** Service name → its handlers: `{ CommandService: { Submit } }`. */
export type Services = Record<string, HandlerTable>

/** A field that does not have its form. @param field as the .proto file spells it */
export function refuseUnless(valid: boolean, field: string, detail: string): void {
  if (!valid) throw new SottoError('INVALID_FIELD', { field, detail: `${field} ${detail}` })
}
