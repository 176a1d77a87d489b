import type { Delivery, SharedDelivery } from '../ports/frames.ts'
import type { Claimed } from '../ports/messages.ts'

const shared = new WeakMap<Claimed['command'], SharedDelivery>()

/** The message as the device gets it: the action, the header with the device's identifier, the hook. */
export function compose({ messageId, device, epoch, attempt, command }: Claimed): Delivery {
  const traceparent = command.traceparent ?? ''
  return { messageId, deviceId: device, epoch, attempt, traceparent, shared: shared.get(command) ?? share(command) }
}

function share(command: Claimed['command']): SharedDelivery {
  const { commandId, action, content, contentSha256, hook, deliverByAt, clocks, concurrencyKey, tracestate } = command
  const { lease, completeBy } = clocks
  const made: SharedDelivery = {
    ...{ commandId, action, content, contentSha256, hook, deliverByAt, concurrencyKey },
    ...{ leaseSeconds: lease, completeBySeconds: completeBy },
    ...(tracestate && { tracestate }),
  }
  shared.set(command, made)
  return made
}
