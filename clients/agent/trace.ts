import type { Deliver } from './transport.ts'

/** [A6] One run of an action or a program, in the device's own tracing. */
export type RunSpan = {
  /** Handlers, programs and the result bear it. */
  readonly traceparent: string
  /** `code`: the outcome's (`OK` …), or `deferred`, `stopped`. */
  end(code: string): void
}

/** Begins the span of a run below the message's trace context ('' when it has none). Must not throw. */
export type TraceRun = (
  message: Pick<Deliver, 'messageId' | 'action' | 'attempt' | 'traceparent' | 'tracestate'>,
) => RunSpan
