import { CHANNEL_SPANS_MAX } from '../../core/limits.ts'
import type { EncodedItem } from '../../core/ports/frames.ts'
import type { Report, ReportAnswer } from '../../core/ports/messages.ts'
import type { Facts, Span, Traces } from '../../core/ports/traces.ts'
import { isTraced } from '../../core/traceparent.ts'
import type { ConnectResponse__Output } from '../../proto/gen/sotto/v1/ConnectResponse.ts'
import type { Deliver } from '../../proto/gen/sotto/v1/Deliver.ts'
import { codec } from '../../proto/index.ts'
import { bodyOf } from './wire.ts'

const FRAME = codec<ConnectResponse__Output, ConnectResponse__Output>('ConnectResponse')
/** Where a body has a trace context, by its wire: the name in JSON, or the tag of Deliver's field 14 and the length in protobuf. */
const MARKS = [Buffer.from('"traceparent":"00-'), Buffer.from([14 * 8 + 2, 55, ...Buffer.from('00-')])]

/** Who has not answered by then will hardly answer on this channel: by default it was sent again long before. */
const UNANSWERED_MS_MAX = 60_000
const LOOK_MS = 5_000

export type ChannelTraces = {
  /** What was written to a channel. */
  delivered(wire: string, items: EncodedItem[]): void
  /** What devices said, while it is being stored. */
  reported(reports: Report[], store: () => Promise<ReportAnswer[]>): Promise<ReportAnswer[]>
  close(): void
}

type Unanswered = { span: Span; since: number }

/**
 * [A6] The channel's part of a trace, between the queue and the device's own span. `channel`: from the writing until the device
 * says something of the message, whatever it is; it fails when the message is sent again before, or nothing comes at all.
 * `receipt` and `result`: from their coming in until they are stored, below what the device said they are below.
 */
export function createChannelTraces(traces: Traces): ChannelTraces {
  /** The oldest first. By message: a device answers a message, whichever sending it got. */
  const unanswered = new Map<string, Unanswered>()
  const timer = setInterval(() => {
    const before = performance.now() - UNANSWERED_MS_MAX
    for (const [messageId, { since }] of unanswered) {
      if (since > before) break
      end(messageId, 'NO_RECEIPT')
    }
  }, LOOK_MS)
  timer.unref()

  function end(messageId: string, failed?: string, facts: Facts = {}): void {
    unanswered.get(messageId)?.span.end(facts, failed)
    unanswered.delete(messageId)
  }

  return {
    delivered(wire, items) {
      const body = Buffer.concat(bodyOf(items))
      if (!MARKS.some((mark) => body.includes(mark))) return
      for (const item of decode(wire, body)) {
        const { messageId = '', deviceId = '', attempt = 0, action, traceparent = '', tracestate } = item
        if (!isTraced(traceparent, messageId)) continue
        const sending = { 'sotto.message': messageId, 'sotto.device': deviceId, 'sotto.attempt': attempt }
        const facts = { ...sending, 'sotto.wire': wire }
        end(messageId, 'NO_RECEIPT')
        const [oldest] = unanswered.size < CHANNEL_SPANS_MAX ? [] : unanswered.keys()
        if (oldest !== undefined) end(oldest, 'TOO_MANY_SPANS')
        const span = traces.start({
          name: `channel ${action}`,
          kind: 'producer',
          parent: traceparent,
          tracestate,
          facts,
        })
        unanswered.set(messageId, { span, since: performance.now() })
      }
    },

    async reported(reports, store) {
      for (const { messageId, input } of reports) end(messageId, undefined, { 'sotto.answered': input })
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
    },

    close() {
      clearInterval(timer)
      for (const messageId of [...unanswered.keys()]) end(messageId, 'SHUTTING_DOWN')
    },
  }
}

const decode = (wire: string, body: Buffer): Deliver[] =>
  wire === 'grpc' ? FRAME.decode(body).deliver : (JSON.parse(`[${body.toString()}]`) as Deliver[])

function start(traces: Traces, { input, messageId, device, traceparent = '' }: Report) {
  if (!isTraced(traceparent, messageId)) return undefined
  const facts = { 'sotto.message': messageId, 'sotto.device': device, 'sotto.input': input }
  const name = input === 'receipt' ? 'receipt' : 'result'
  return traces.start({ name, kind: 'server', parent: traceparent, facts })
}
