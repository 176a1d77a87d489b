import type { FastifyReply } from 'fastify'
import { SottoError } from '../../core/errors.ts'

/**
 * The Connect protocol's streaming form with JSON: a row of envelopes, each one byte of flags, four of length, and the
 * message. The last has the flag 2 and says how the stream ended. https://connectrpc.com/docs/protocol#streaming-rpcs
 */
export const CONNECT_STREAM_TYPE = 'application/connect+json'

const HEADER_BYTES = 5
const COMPRESSED = 1
const END = 2

/** @throws SottoError MALFORMED_REQUEST */
export function readEnvelope(body: Buffer): Buffer {
  const isWhole = body.length >= HEADER_BYTES && body.length === HEADER_BYTES + body.readUInt32BE(1)
  if (!isWhole || (body[0]! & COMPRESSED) !== 0)
    throw new SottoError('MALFORMED_REQUEST', {
      detail: 'its body must be one envelope of the Connect protocol, as it is: flags 0, length, JSON',
    })
  return body.subarray(HEADER_BYTES)
}

export type ConnectWriter = {
  /** Resolves when the connection has taken it, or has gone. */
  write(json: unknown): Promise<void>
  /** Aborts when the reader has gone. */
  readonly gone: AbortSignal
  end(error: object | undefined): void
}

/** Takes the connection over from Fastify. */
export function startConnectStream(reply: FastifyReply): ConnectWriter {
  const { raw } = reply
  const gone = new AbortController()
  reply.hijack()
  raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), 'content-type': CONNECT_STREAM_TYPE })
  raw.flushHeaders()
  raw.on('close', () => gone.abort())
  raw.on('error', () => gone.abort())
  return {
    gone: gone.signal,
    async write(json) {
      if (gone.signal.aborted || raw.write(envelope(0, json))) return
      await new Promise<void>((resolve) => {
        const done = (): void => {
          raw.off('drain', done)
          gone.signal.removeEventListener('abort', done)
          resolve()
        }
        raw.once('drain', done)
        gone.signal.addEventListener('abort', done)
      })
    },
    end(error) {
      if (!gone.signal.aborted) raw.end(envelope(END, error ? { error } : {}))
    },
  }
}

function envelope(flags: number, json: unknown): Buffer {
  const message = Buffer.from(JSON.stringify(json))
  const header = Buffer.alloc(HEADER_BYTES)
  header[0] = flags
  header.writeUInt32BE(message.length, 1)
  return Buffer.concat([header, message])
}
