import type { Delivery } from '../ports/frames.ts'
import type { Claimed } from '../ports/messages.ts'

/** The message as the device gets it: the action, the header with the device's identifier, the hook. */
export function compose({ messageId, device, epoch, attempt, command }: Claimed): Delivery {
  return {
    messageId,
    commandId: command.commandId,
    deviceId: device,
    epoch,
    attempt,
    action: command.action,
    content: command.content,
    contentSha256: command.contentSha256,
    hook: command.hook,
    deliverByAt: command.deliverByAt,
    leaseSeconds: command.clocks.lease,
    completeBySeconds: command.clocks.completeBy,
    concurrencyKey: command.concurrencyKey,
    traceparent: command.traceparent ?? '',
  }
}
