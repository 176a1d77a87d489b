import type { CommandRecord } from '../../core/ports/messages.ts'

/**
 * The protobuf fields of HookEvent that all events of a command share (command_id 4, action 6, applications 7, tags 8, traceparent 24,
 * tracestate 25): encoded once a command and put into each event by the functions. The field numbers are those of proto/sotto/v1/hook.proto.
 */
export function eventHead(command: CommandRecord): Buffer {
  return Buffer.concat([
    field(4, command.commandId),
    field(6, command.action),
    ...command.hook.applications.map((name) => field(7, name)),
    ...command.tags.map((tag) => field(8, tag)),
    ...(command.traceparent ? [field(24, command.traceparent)] : []),
    ...(command.tracestate ? [field(25, command.tracestate)] : []),
  ])
}

/** Numbers and lengths here are below 16,384 [B1]: two bytes at most. */
function field(number: number, text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes])
}

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, value >> 7])
