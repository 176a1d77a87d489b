import type { CommandRecord } from '../../core/ports/messages.ts'

/**
 * The protobuf fields of HookEvent that all events of a command share (command_id 4, action 6, applications 7, tags 8, traceparent 24):
 * encoded once a command and put into each event by the functions. The field numbers are those of proto/sotto/v1/hook.proto.
 */
export function eventHead(command: CommandRecord): Buffer {
  return Buffer.concat([
    field(4, command.commandId),
    field(6, command.action),
    ...command.hook.applications.map((name) => field(7, name)),
    ...command.tags.map((tag) => field(8, tag)),
    ...(command.traceparent ? [field(24, command.traceparent)] : []),
  ])
}

/** Texts here are shorter than 128 bytes [B1], so a length is one byte. Of a number above 15 the tag is two. */
function field(number: number, text: string): Buffer {
  const bytes = Buffer.from(text)
  const tag = (number << 3) | 2
  return Buffer.concat([
    Buffer.from(tag < 128 ? [tag, bytes.length] : [(tag & 127) | 128, tag >> 7, bytes.length]),
    bytes,
  ])
}
