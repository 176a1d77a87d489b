import type { Open } from '../../proto/gen/sotto/v1/Open.ts'
import type { SubscribeRequest } from '../../proto/gen/sotto/v1/SubscribeRequest.ts'
import type { SubscribeResponse__Output } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { sotto } from '../../proto/index.ts'
import type { Connection } from './connection.ts'
import { type EventFrame, readEventFrame } from './event-frame.ts'
import { SottoError, toSottoError } from './sotto-error.ts'

/** One Subscribe stream, from its open frame to its end. What outlives it (cursor, queue, acks) is in watch.ts. */
export type HookStream = {
  send(frame: SubscribeRequest): void
  /** Says goodbye: a member's partitions are given up at once. */
  leave(): void
  cancel(): void
}

/** How a stream ended: the server closed it, asked to come back later, or something failed. */
export type StreamEnd =
  | { type: 'closed' }
  | { type: 'go_away'; reason: string; afterMs: number }
  | { type: 'failed'; error: SottoError }

export type StreamListener = {
  events(frame: EventFrame): void
  /** What is no events. */
  frame(frame: SubscribeResponse__Output): void
  ended(end: StreamEnd): void
}

type Received = { events: EventFrame; frame?: undefined } | { events?: undefined; frame: SubscribeResponse__Output }

/** Heartbeats that may be missing before the stream counts as dead, and some time for the last one to travel. */
const HEARTBEATS_MISSED_MAX = 2
const TRAVEL_MS = 1_000
/** From the open frame to the server's first frame. */
const OPEN_TIMEOUT_MS = 15_000

const definition = sotto.HookService.service.Subscribe

export function openHookStream(
  connection: Connection,
  open: Open,
  heartbeatMs: number,
  listener: StreamListener,
): HookStream {
  const call = connection.hooks.makeBidiStreamRequest(
    definition.path,
    definition.requestSerialize,
    (bytes: Buffer): Received => {
      const events = readEventFrame(bytes)
      return events ? { events } : { frame: definition.responseDeserialize(bytes) }
    },
    connection.metadata(),
  )
  let ended = false
  let silence = setTimeout(silent, OPEN_TIMEOUT_MS)

  call.on('data', ({ events, frame }: Received) => {
    if (ended) return
    clearTimeout(silence)
    silence = setTimeout(silent, HEARTBEATS_MISSED_MAX * heartbeatMs + TRAVEL_MS)
    if (events) return listener.events(events)
    if (frame.goAway) {
      const { reason, reconnectAfterMs } = frame.goAway
      return end({ type: 'go_away', reason, afterMs: reconnectAfterMs })
    }
    listener.frame(frame)
  })
  call.on('error', (error) => end({ type: 'failed', error: toSottoError(error, connection.address) }))
  call.on('end', () => end({ type: 'closed' }))
  call.write({ open })

  function silent(): void {
    const error = new SottoError(
      `The hook stream from ${connection.address} fell silent: no heartbeat came in time. Look at the network between.`,
      { code: 'unavailable', reason: 'NO_ANSWER' },
    )
    end({ type: 'failed', error })
  }

  function end(how: StreamEnd): void {
    if (ended) return
    ended = true
    clearTimeout(silence)
    call.cancel()
    listener.ended(how)
  }

  function stop(): void {
    ended = true
    clearTimeout(silence)
  }

  return {
    send: (frame) => {
      if (!ended) call.write(frame)
    },
    leave() {
      if (ended) return
      stop()
      call.write({ leave: {} })
      call.end()
      // The server ends the stream in answer; one that does not must not keep the process alive.
      setTimeout(() => call.cancel(), TRAVEL_MS).unref()
    },
    cancel() {
      stop()
      call.cancel()
    },
  }
}
