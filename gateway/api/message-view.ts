import { commandOf } from '../../core/ids.ts'
import { STATUSES, type Status } from '../../core/message.ts'
import type { CommandRecord, MessageRecord } from '../../core/ports/messages.ts'
import type { Clocks as WireClocks } from '../../proto/gen/sotto/v1/Clocks.ts'
import type { Message as WireMessage } from '../../proto/gen/sotto/v1/Message.ts'
import type { Status__Output as WireStatus } from '../../proto/gen/sotto/v1/Status.ts'

export type StoredMessage = { message: MessageRecord; command: CommandRecord & { deliverByAt: number } }

export function messageView({ message, command }: StoredMessage): WireMessage {
  return {
    messageId: message.messageId,
    commandId: commandOf(message.messageId),
    deviceId: message.device,
    action: command.action,
    status: wireStatus(message.status),
    attempt: message.attempt,
    acceptedAt: command.acceptedAt,
    updatedAt: message.updatedAt,
    deliverByAt: command.deliverByAt,
    dueAt: message.dueAt,
    sessionId: message.session,
    late: message.late,
    reason: message.reason,
    outcome: message.outcome ?? null,
    progressPercent: message.percent,
    progressNote: message.note,
    content: command.content,
    contentSha256: command.contentSha256,
    concurrencyKey: command.concurrencyKey,
    hook: command.hook,
    tags: command.tags,
    conflicts: message.conflicts,
    clocks: clocksView(command),
    actor: command.actor,
  }
}

export const clocksView = ({ clocks }: Pick<CommandRecord, 'clocks'>): WireClocks => ({
  deliverBySeconds: clocks.deliverBy,
  ackBySeconds: clocks.ackBy,
  leaseSeconds: clocks.lease,
  completeBySeconds: clocks.completeBy,
})

/** `timed_out` is `STATUS_TIMED_OUT` on the wire. */
export const wireStatus = (status: Status): WireStatus => `STATUS_${status.toUpperCase()}` as WireStatus

/** Undefined for STATUS_UNSPECIFIED. */
export const statusOfWire = (wire: string): Status | undefined => STATUSES.find((status) => wireStatus(status) === wire)

/** About what a message takes in an answer. */
export function viewBytes({ message, command }: StoredMessage): number {
  const outputs = [message.outcome, ...message.conflicts].map((outcome) => (outcome ? byteLength(outcome.output) : 0))
  return 2_048 + byteLength(command.content) + outputs.reduce((sum, bytes) => sum + bytes, 0)
}
const byteLength = (text: string) => Buffer.byteLength(text)
