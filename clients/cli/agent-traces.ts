import type { TraceRun } from '@sotto/agent'

/** The standard's own switch: with an address to send spans to, they are sent. */
const ENDPOINTS = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']
const CLOSE_MS_MAX = 2_000

/** [A6] Spans of what `sotto agent` runs, by OTLP over HTTP. The packages are loaded only when they are needed. */
export async function openAgentTraces(
  env: NodeJS.ProcessEnv,
): Promise<{ trace: TraceRun | undefined; close(): Promise<void> }> {
  if (!ENDPOINTS.some((name) => env[name])) return { trace: undefined, close: async () => undefined }
  const { traceWith } = await import('@sotto/agent/otel')
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = await import(
    '@opentelemetry/resources'
  )
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'sotto-agent' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  return {
    trace: traceWith(provider.getTracer('sotto-agent')),
    async close() {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS_MAX)
      })
      // What can not be sent is lost: the agent has nothing better to do with it.
      await Promise.race([provider.shutdown().catch(() => undefined), late])
      clearTimeout(timer)
    },
  }
}
