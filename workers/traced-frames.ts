import { acceptedAtOf } from '../core/ids.ts'
import type { Frames } from '../core/ports/frames.ts'
import type { Traces } from '../core/ports/traces.ts'
import { isTraced } from '../core/traceparent.ts'

/**
 * [A6] Each sending's time in the queue, as a span below the submit; the device gets its context. The first began with the
 * acceptance; when a later one began to wait is not known here, so it has no length.
 */
export function tracedFrames(frames: Frames, traces: Traces): Frames {
  return {
    ...frames,
    deliver(wire, delivery) {
      const { messageId, deviceId, action, attempt, traceparent } = delivery
      if (!isTraced(traceparent, messageId)) return frames.deliver(wire, delivery)
      const facts = { 'sotto.message': messageId, 'sotto.device': deviceId, 'sotto.attempt': attempt }
      const span = traces.start({
        ...{ name: `queue ${action}`, kind: 'consumer', parent: traceparent, facts },
        ...(attempt === 1 && { startedAt: acceptedAtOf(messageId) }),
      })
      const frame = frames.deliver(wire, { ...delivery, traceparent: span.traceparent })
      span.end()
      return frame
    },
  }
}
