import type { Report, ReportAnswer } from '../../core/ports/messages.ts'
import type { Traces } from '../../core/ports/traces.ts'
import { isTraced } from '../../core/traceparent.ts'
import type { ConnectResponse__Output } from '../../proto/gen/sotto/v1/ConnectResponse.ts'
import type { Deliver } from '../../proto/gen/sotto/v1/Deliver.ts'
import { codec } from '../../proto/index.ts'

const FRAME = codec<ConnectResponse__Output, ConnectResponse__Output>('ConnectResponse')
/** Where a body has a trace context, by its wire: the name in JSON, or the tag of Deliver's field 14 and the length in protobuf. */
const MARKS = [Buffer.from('"traceparent":"00-'), Buffer.from([14 * 8 + 2, 55, ...Buffer.from('00-')])]

/** [A6] What was written to a channel: a moment, between the queue and the device's own span. */
export function traceDeliveries(traces: Traces, wire: string, body: Uint8Array): void {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (!MARKS.some((mark) => bytes.includes(mark))) return
  for (const { messageId = '', deviceId = '', attempt = 0, action, traceparent = '' } of decode(wire, bytes)) {
    if (!isTraced(traceparent, messageId)) continue
    const facts = { 'sotto.message': messageId, 'sotto.device': deviceId, 'sotto.attempt': attempt, 'sotto.wire': wire }
    traces.start({ name: `channel ${action}`, kind: 'producer', parent: traceparent, facts }).end()
  }
}

/** core/ports/frames.ts says what a body is. */
const decode = (wire: string, body: Buffer): Deliver[] =>
  wire === 'grpc' ? FRAME.decode(body).deliver : (JSON.parse(`[${body.toString()}]`) as Deliver[])

/** [A6] Receipts and results, each from its coming in until it is stored, below what the device said it is below. */
export async function traceReports(
  traces: Traces | undefined,
  reports: Report[],
  store: () => Promise<ReportAnswer[]>,
): Promise<ReportAnswer[]> {
  if (!traces) return await store()
  const spans = reports.map((report) => start(traces, report))
  try {
    const answers = await store()
    spans.forEach((span, i) => {
      const answer = answers[i] ?? 'stored'
      span?.end({ 'sotto.answer': answer }, answer === 'stored' || answer === 'repeated' ? undefined : answer)
    })
    return answers
  } catch (error) {
    for (const span of spans) span?.end({}, 'STORE_UNAVAILABLE')
    throw error
  }
}

function start(traces: Traces, { input, messageId, device, traceparent = '' }: Report) {
  if (!isTraced(traceparent, messageId)) return undefined
  const facts = { 'sotto.message': messageId, 'sotto.device': device, 'sotto.input': input }
  const name = input === 'receipt' ? 'receipt' : 'result'
  return traces.start({ name, kind: 'server', parent: traceparent, facts })
}
