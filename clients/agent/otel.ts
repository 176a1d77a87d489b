import {
  type Context,
  createTraceState,
  isSpanContextValid,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import type { TraceRun } from './trace.ts'

/**
 * [A6] Spans of an agent's runs by the application's own OpenTelemetry:
 *
 *     createAgent({ …, trace: traceWith(trace.getTracer('kiosk')) })
 */
export function traceWith(tracer: Tracer): TraceRun {
  return ({ messageId, action, attempt, traceparent, tracestate }) => {
    const attributes = { 'sotto.message': messageId, 'sotto.action': action, 'sotto.attempt': attempt }
    const span = tracer.startSpan(
      `run ${action}`,
      { kind: SpanKind.CONSUMER, attributes },
      below(traceparent, tracestate),
    )
    const { traceId, spanId, traceFlags } = span.spanContext()
    return {
      traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
      end(code) {
        span.setAttribute('sotto.outcome', code)
        if (code !== 'OK' && code !== 'deferred') span.setStatus({ code: SpanStatusCode.ERROR, message: code })
        span.end()
      },
    }
  }
}

function below(traceparent: string, tracestate: string): Context {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-')
  const traceState = tracestate ? { traceState: createTraceState(tracestate) } : {}
  const parent: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true, ...traceState }
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
}
