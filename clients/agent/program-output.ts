import { cut } from './text.ts'

export type LineSink = { add(chunk: Buffer): void }

/** Keeps the beginning. The rest is read all the same, so that the program does not wait for a full pipe. */
export function outputSink(bytesMax: number): LineSink & { text(): string; note(): string } {
  const chunks: Buffer[] = []
  let kept = 0
  let seen = 0
  return {
    add(chunk) {
      seen += chunk.length
      const part = chunk.subarray(0, bytesMax - kept)
      if (part.length === 0) return
      // A copy: a small part would hold on to the whole of what was read.
      chunks.push(Buffer.from(part))
      kept += part.length
    },
    text: () => cut(Buffer.concat(chunks).toString('utf8'), bytesMax),
    note: () => (seen > bytesMax ? `The output was cut: ${seen} bytes, of which ${bytesMax} are kept.` : ''),
  }
}

/** Keeps the end. */
export function lastBytes(bytesMax: number): LineSink & { text(): string } {
  let kept = Buffer.alloc(0)
  return {
    add(chunk) {
      kept = Buffer.from(Buffer.concat([kept, chunk]).subarray(-bytesMax))
    },
    text: () => kept.toString('utf8').trim(),
  }
}

/** Longer ones come in pieces. */
const LINE_BYTES_MAX = 4_096

/** Cuts a stream into lines, each with its line break; `end` gives the last, which may lack it. */
export function lines(take: (line: Buffer) => void): LineSink & { end(): void } {
  let rest = Buffer.alloc(0)
  return {
    add(chunk) {
      rest = Buffer.concat([rest, chunk])
      for (;;) {
        const end = rest.indexOf(LINE_FEED)
        if (end < 0 && rest.length < LINE_BYTES_MAX) return
        const size = end < 0 ? rest.length : end + 1
        take(rest.subarray(0, size))
        rest = rest.subarray(size)
      }
    },
    end: () => {
      if (rest.length > 0) take(rest)
    },
  }
}

const LINE_FEED = 10
