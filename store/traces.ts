import type { AttributeValue, SpanContext, TraceState } from '@opentelemetry/api'
import type { Logger } from 'pino'
import type { Config } from '../core/config.ts'
import type { Traces } from '../core/ports/traces.ts'
import { readTraceparent, writeTraceparent } from '../core/traceparent.ts'
import { inTime } from './in-time.ts'

/** For the last spans at an orderly end; a receiver that is away must not hold it up. */
const CLOSE_MS_MAX = 2_000

/**
 * [A6] Spans by OTLP over HTTP, in batches that wait in bounded memory; what a receiver that is away does not take is
 * dropped, and told in the log. The packages are loaded only when the setting `traces` is on.
 * @param role the service is `sotto-gateway`, unless OTEL_SERVICE_NAME says otherwise
 */
export async function openTraces(config: Config, role: string, log: Logger): Promise<Traces | undefined> {
  if (!config.traces) return undefined
  const api = await import('@opentelemetry/api')
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = await import(
    '@opentelemetry/resources'
  )
  const silent = () => undefined
  api.diag.setLogger(
    {
      error: (what) => log.warn({ what }, 'traces'),
      warn: (what) => log.warn({ what }, 'traces'),
      ...{ info: silent, debug: silent, verbose: silent },
    },
    api.DiagLogLevel.WARN,
  )
  const url = config.tracesEndpoint === '' ? {} : { url: `${config.tracesEndpoint.replace(/\/+$/, '')}/v1/traces` }
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(
        resourceFromAttributes({
          'service.name': `sotto-${role}`,
          'service.instance.id': config.nodeId || `${process.pid}`,
        }),
      )
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(url))],
  })
  const tracer = provider.getTracer('sotto')
  const unsent = (err: unknown): void => log.warn({ err }, 'the last spans were not sent')
  const KINDS = {
    server: api.SpanKind.SERVER,
    consumer: api.SpanKind.CONSUMER,
    producer: api.SpanKind.PRODUCER,
    internal: api.SpanKind.INTERNAL,
  }
  return {
    start({ name, kind, parent, tracestate, facts, startedAt }) {
      const above = contextOf(parent, tracestate ? api.createTraceState(tracestate) : undefined)
      const context = above ? api.trace.setSpanContext(api.ROOT_CONTEXT, above) : api.ROOT_CONTEXT
      const attributes: Record<string, AttributeValue> = facts
      const span = tracer.startSpan(
        name,
        { kind: KINDS[kind], attributes, ...(startedAt !== undefined && { startTime: new Date(startedAt) }) },
        context,
      )
      const { traceId, spanId, traceFlags } = span.spanContext()
      return {
        traceparent: writeTraceparent({ traceId, spanId, flags: traceFlags }),
        end(more = {}, failed) {
          span.setAttributes(more)
          if (failed !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR, message: failed })
          span.end()
        },
      }
    },
    close: () => inTime(provider.shutdown().catch(unsent), CLOSE_MS_MAX),
  }
}

function contextOf(parent: string, traceState: TraceState | undefined): SpanContext | undefined {
  const read = readTraceparent(parent)
  if (!read) return undefined
  const { traceId, spanId, flags: traceFlags } = read
  return { traceId, spanId, traceFlags, isRemote: true, ...(traceState && { traceState }) }
}
