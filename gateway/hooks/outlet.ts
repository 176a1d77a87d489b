import type { ServerDuplexStream } from '@grpc/grpc-js'
import { BLOCK_BYTES_MAX } from '../../core/limits.ts'
import type { SubscribeRequest__Output } from '../../proto/gen/sotto/v1/SubscribeRequest.ts'

/** Frames are bytes that are ready: see hookCodec. */
export type SubscribeCall = ServerDuplexStream<SubscribeRequest__Output, Buffer>

/**
 * Frames may be on their way together up to this; then one more of any size [H4]. With less, the log is read twice for a subscriber of a
 * busy node: what comes while its transport has some is not sent, and must be fetched.
 */
const IN_FLIGHT_BYTES_MAX = BLOCK_BYTES_MAX / 2

/** The way to one subscriber: knows what was written and has not left yet. */
export type Outlet = {
  /** Nothing more may be written when false: `onReady` says when it may. */
  readonly isReady: boolean
  send(frame: Buffer): void
  /** After the last frame. */
  end(): void
}

/**
 * grpc-js' own mark is 16 messages of any size, so bytes are counted here: a frame has left when its write is called
 * back, which HTTP/2's flow control holds back while the peer does not read.
 */
export function createOutlet(call: SubscribeCall, onReady: () => void): Outlet {
  let inFlight = 0
  let ended = false
  const isReady = () => !ended && !call.writableNeedDrain && inFlight < IN_FLIGHT_BYTES_MAX
  return {
    get isReady() {
      return isReady()
    },
    send(frame) {
      if (ended || call.cancelled || call.destroyed) return
      inFlight += frame.length
      call.write(frame, () => {
        inFlight -= frame.length
        if (isReady()) onReady()
      })
    },
    end() {
      if (ended) return
      ended = true
      if (!call.cancelled && !call.destroyed) call.end()
    },
  }
}
