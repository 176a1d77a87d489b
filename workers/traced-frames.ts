import { acceptedAtOf } from '../core/ids.ts'
import type { Delivery, Frames } from '../core/ports/frames.ts'
import type { Span, Traces } from '../core/ports/traces.ts'
import { isTraced } from '../core/traceparent.ts'

/**
 * [A6] Each sending's time in the queue, as a span below the submit; the device gets its context. The first began with the
 * acceptance; when a later one began to wait is not known here, so it has no length.
 */
export function tracedFrames(frames: Frames, traces: Traces): Frames {
  return {
    ...frames,
    deliver(wire, deliveries) {
      const spans = deliveries.map((delivery) => start(traces, delivery))
      const items = frames.deliver(
        wire,
        deliveries.map((delivery, i) => ({ ...delivery, traceparent: spans[i]?.traceparent ?? delivery.traceparent })),
      )
      for (const span of spans) span?.end()
      return items
    },
  }
}

function start(traces: Traces, { messageId, deviceId, attempt, traceparent, shared }: Delivery): Span | undefined {
  if (!isTraced(traceparent, messageId)) return undefined
  const facts = { 'sotto.message': messageId, 'sotto.device': deviceId, 'sotto.attempt': attempt }
  return traces.start({
    ...{ name: `queue ${shared.action}`, kind: 'consumer', parent: traceparent, facts },
    tracestate: shared.tracestate,
    ...(attempt === 1 && { startedAt: acceptedAtOf(messageId) }),
  })
}
