import { constants } from 'node:http2'
import type { ServerDuplexStream } from '@grpc/grpc-js'
import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import { FRAME_BYTES_MAX } from '../../core/limits.ts'
import type { ConnectRequest__Output } from '../../proto/gen/sotto/v1/ConnectRequest.ts'
import type { ConnectResponse } from '../../proto/gen/sotto/v1/ConnectResponse.ts'
import { codec } from '../../proto/index.ts'
import { Channel, type Node } from './channel.ts'
import { SAID } from './said.ts'
import { bodyOf, type Wire } from './wire.ts'

const request = codec<ConnectRequest__Output, ConnectRequest__Output>('ConnectRequest')
const response = codec<ConnectResponse, ConnectResponse>('ConnectResponse')
const HEARD_EVERY_MS = 10_000
/** How long the last word may take to leave, and the device to end the call, before the stream is cut. */
const LAST_WORD_MS = 5_000

type Stream = ServerDuplexStream<Buffer, Uint8Array>

/** DeviceService.Connect carries raw bytes in both directions here: frames are decoded where a bad one gets a reason. */
export const connectCodec = {
  requestDeserialize: (bytes: Buffer): Buffer => bytes,
  responseSerialize: (frame: object): Buffer => frame as Buffer,
}

/** The handler of DeviceService.Connect. */
export function serveGrpc(node: Node): (stream: Stream) => void {
  return (stream) => {
    const channel = new Channel(node, createWire(stream))
    // HTTP/2 pings prove that the peer is there, but are not seen here: an open stream is the evidence [S6].
    const heard = setInterval(() => channel.heard(), HEARD_EVERY_MS)
    const lost = (reason: string): void => {
      clearInterval(heard)
      channel.lost(reason)
    }
    stream.on('data', (bytes: Buffer) => receive(channel, bytes))
    stream.on('end', () => {
      lost('ended')
      stream.end()
    })
    stream.on('cancelled', () => lost('cancelled'))
    stream.on('close', () => lost('closed'))
    stream.on('error', () => lost('error'))
  }
}

function receive(channel: Channel, bytes: Buffer): void {
  if (bytes.length > FRAME_BYTES_MAX) return channel.close('FRAME_TOO_LARGE')
  let frame: ConnectRequest__Output
  try {
    frame = request.decode(bytes)
  } catch {
    return channel.close('BAD_FRAME', 'not a ConnectRequest')
  }
  channel.heard()
  if (frame.hello) channel.hello(frame.hello)
  for (const kind of SAID) if (frame[kind].length > 0) channel.said(kind, frame[kind])
}

function createWire(stream: Stream): Wire {
  let buffered = 0
  const write = (bytes: Uint8Array): void => {
    if (stream.destroyed || stream.writableEnded) return
    buffered += bytes.length
    stream.write(bytes, () => {
      buffered -= bytes.length
    })
  }
  const send = (frame: ConnectResponse): void => write(response.encode(frame))
  return {
    name: 'grpc',
    challenge: (nonce) => send({ challenge: { nonce: Buffer.from(nonce) } }),
    welcome: (welcome) => send({ welcome }),
    items: (_, items) => write(Buffer.concat(bodyOf(items))),
    accepted: (accepted) => send({ accepted: [accepted] }),
    close(reason, retryAfterMs) {
      const { code, reconnect } = CLOSE_REASONS[reason]
      send({ close: { code, reason, reconnect, retryAfterMs } })
      stream.end()
      setTimeout(() => cut(stream), LAST_WORD_MS).unref()
    },
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    bufferedBytes: () => buffered,
  }
}

/** grpc-js has no way to end a stream whose peer neither reads nor ends it, and would keep what waits for it. */
type RawCall = { call?: { stream?: { destroyed: boolean; close(code: number): void } } }

function cut(stream: Stream): void {
  const raw = (stream as unknown as RawCall).call?.stream
  if (raw && !raw.destroyed) raw.close(constants.NGHTTP2_CANCEL)
}
