import { withNumbers } from './numbers.ts'

/** The Connect protocol's streaming form: one byte of flags, four bytes of length (big-endian), JSON. */
const HEAD_BYTES = 5
const END = 2

export function writeEnvelope(message: unknown): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(message))
  const envelope = new Uint8Array(HEAD_BYTES + json.length)
  new DataView(envelope.buffer).setUint32(1, json.length)
  envelope.set(json, HEAD_BYTES)
  return envelope
}

/** Ends with the stream; what is cut off in the middle is dropped. */
export async function* readEnvelopes(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<{ isEnd: boolean; json: unknown }> {
  const reader = stream.getReader()
  let held = new Uint8Array(0)
  try {
    while (true) {
      const { done, value } = await reader.read()
      if (done) return
      held = joined(held, value)
      for (let length = wholeLength(held); length > 0; length = wholeLength(held)) {
        const text = new TextDecoder().decode(held.subarray(HEAD_BYTES, length))
        const isEnd = ((held[0] ?? 0) & END) !== 0
        held = held.subarray(length)
        yield { isEnd, json: withNumbers(JSON.parse(text)) }
      }
    }
  } finally {
    // A stream that has failed can not be cancelled any more; its failure is on its way to who reads.
    await reader.cancel().catch(() => undefined)
  }
}

/** Of the first envelope; 0: it is not whole yet. */
function wholeLength(held: Uint8Array): number {
  if (held.length < HEAD_BYTES) return 0
  const length = HEAD_BYTES + new DataView(held.buffer, held.byteOffset).getUint32(1)
  return held.length >= length ? length : 0
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(before.length + after.length)
  both.set(before)
  both.set(after, before.length)
  return both
}
