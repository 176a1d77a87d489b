import type { CommandRecord } from '../../core/ports/messages.ts'
import { type Bytes, u8, utf8 } from './bytes.ts'

/**
 * The protobuf fields of HookEvent that all events of a command share (command_id 4, action 6, applications 7, tags 8, traceparent 24,
 * tracestate 25): encoded once a command and put into each event by the functions. The field numbers are those of proto/sotto/v1/hook.proto.
 */
export function eventHead({ commandId, action, hook, tags, traceparent, tracestate }: CommandRecord): Bytes {
  let head = field(4, commandId) + field(6, action)
  for (const name of hook.applications) head += field(7, name)
  for (const tag of tags) head += field(8, tag)
  if (traceparent) head += field(24, traceparent)
  if (tracestate) head += field(25, tracestate)
  return head
}

/** Numbers and lengths here are below 16,384 [B1]: two bytes at most. */
function field(number: number, text: string): Bytes {
  const bytes = utf8(text)
  return varint((number << 3) | 2) + varint(bytes.length) + bytes
}

const varint = (value: number): Bytes => (value < 128 ? u8(value) : u8((value & 127) | 128) + u8(value >> 7))
