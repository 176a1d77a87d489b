import protobuf from 'protobufjs'

const EVENTS_FIELD = 2
const EVENT_FIELD = 1
const LENGTH_DELIMITED = 2

/**
 * [H4] What a frame counts against a grant: the size of its field `Events.events`, tags and lengths included. Counted on
 * the bytes as they came, so that both sides always agree on what is left.
 */
export function eventBytes(frame: Uint8Array): number {
  let sum = 0
  eachField(frame, (field, events) => {
    if (field !== EVENTS_FIELD) return
    eachField(events, (inner, _, size) => {
      if (inner === EVENT_FIELD) sum += size
    })
  })
  return sum
}

/** `content` of fields that are length-delimited, empty for others; `size` with the tag and the length. */
function eachField(bytes: Uint8Array, see: (field: number, content: Uint8Array, size: number) => void): void {
  const reader = protobuf.Reader.create(bytes)
  while (reader.pos < reader.len) {
    const start = reader.pos
    const tag = reader.uint32()
    const isLengthDelimited = (tag & 7) === LENGTH_DELIMITED
    const content = isLengthDelimited ? reader.bytes() : new Uint8Array()
    if (!isLengthDelimited) reader.skipType(tag & 7)
    see(tag >>> 3, content, reader.pos - start)
  }
}
