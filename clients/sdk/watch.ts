import type { Open } from '../../proto/gen/sotto/v1/Open.ts'
import type { SubscribeResponse__Output } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { createAcknowledgements } from './acknowledgements.ts'
import { createBatchQueue } from './batch-queue.ts'
import { type Connection, closedError } from './connection.ts'
import { deferred } from './deferred.ts'
import { type EventBatch, type EventGap, type HookEvent, toGap } from './event.ts'
import { type EventFrame, toBatch } from './event-frame.ts'
import { createGrants } from './grants.ts'
import { type HookStream, openHookStream, type StreamEnd } from './hook-stream.ts'
import { jittered, pause } from './retry.ts'
import { isTransient, SottoError } from './sotto-error.ts'
import { toFilter, toStart, type Watch, type WatchOptions } from './watch-options.ts'

const RECONNECT = { baseMs: 200, capMs: 10_000 }
const HEARTBEAT_MS = 10_000
/** How long `close` waits for an acknowledgement that is under way. */
const LAST_ACK_MS = 2_000
/** Each event that waits for the loop may have come in a frame of its own, and between frames a heartbeat. */
const PLACES_PER_EVENT = 2
/** The member's name was taken over by a newer stream: coming back would throw that one out in turn. */
const TAKEN_OVER = 'TAKEN_OVER'

/** The whole life of a watch: streams come and go, the queue, the cursor and the acknowledgements stay. */
export function createWatch(connection: Connection, options: WatchOptions): Watch {
  const heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS
  const named = options.subscription !== undefined && options.subscription !== ''
  const autoAck = named && options.autoAck !== false
  const stopping = new AbortController()
  const firstOpen = deferred()
  const queue = createBatchQueue(released)
  const grants = createGrants(options, () => queue.held)
  const acks = createAcknowledgements((ack) => stream?.send({ ack }), PLACES_PER_EVENT * grants.windowEvents)
  let stream: HookStream | undefined
  let endStream: () => void = () => undefined
  /** Up to which all was received: where the next stream begins. */
  let received = ''
  /** Up to which the loop is done. */
  let seen = ''
  let failures = 0

  const stop = () => void close()
  options.signal?.addEventListener('abort', stop, { once: true })
  connection.closed.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted || connection.closed.aborted) stop()
  else void keepOpen()

  async function keepOpen(): Promise<void> {
    while (!stopping.signal.aborted) {
      const end = await oneStream()
      if (stopping.signal.aborted) return
      const wait = comeBackAfter(end)
      if (wait instanceof SottoError) return fail(wait)
      options.onReconnect?.({ error: end.type === 'failed' ? end.error : undefined, delayMs: wait })
      await pause(wait, stopping.signal)
    }
  }

  function oneStream(): Promise<StreamEnd> {
    // Of a named subscription the server sends again what was not acknowledged; keeping it here too would double it.
    if (named) queue.clear()
    return new Promise((resolve) => {
      endStream = () => resolve({ type: 'closed' })
      stream = openHookStream(connection, openFrame(), heartbeatMs, { events: takeEvents, frame: take, ended: resolve })
    })
  }

  function openFrame(): Open {
    return {
      subscription: options.subscription ?? '',
      member: options.member ?? '',
      start: received === '' ? toStart(options.start) : { cursor: received },
      filter: toFilter(options.filter),
      grant: grants.reopened(),
      heartbeatMs,
    }
  }

  function takeEvents(frame: EventFrame): void {
    failures = 0
    grants.took(frame.events.length, frame.bytes)
    queue.put(toBatch(frame, received), frame.bytes)
    receive(frame.cursor)
  }

  function receive(cursor: string): void {
    received = cursor || received
    acks.came(cursor)
  }

  function take(frame: SubscribeResponse__Output): void {
    failures = 0
    if (frame.opened) {
      received ||= frame.opened.cursor
      seen ||= received
      firstOpen.resolve()
      acks.reopened()
      acks.came(frame.opened.cursor)
    } else if (frame.assigned) {
      acks.setBack()
    } else if (frame.gap) {
      queue.put(toGap(frame.gap), 0)
      acks.setBack()
      receive(frame.gap.cursor)
    } else if (frame.heartbeat) {
      beat(frame.heartbeat)
    } else if (frame.ack) {
      acks.answered(frame.ack)
    }
  }

  function beat(heartbeat: NonNullable<SubscribeResponse__Output['heartbeat']>): void {
    receive(heartbeat.cursor)
    const idle = queue.held.events === 0
    // What the filter held back is done too: without this the floor of a quiet subscription would fall behind [H2].
    if (idle && autoAck && received !== seen) acknowledgeQuietly(received)
    if (idle) seen = received
    const { cursor, lagEvents, lagMs, serverTime, parked } = heartbeat
    options.onHeartbeat?.({ cursor, lagEvents, lagMs, serverTime, parked })
  }

  /** The loop is done with it. */
  function released(item: EventBatch | EventGap): void {
    seen = item.cursor || seen
    if (autoAck) acknowledgeQuietly(seen)
    const grant = grants.next()
    if (grant) stream?.send({ grant })
  }

  function acknowledgeQuietly(cursor: string): void {
    // Refused: another member reads on from the floor. At least once, as promised.
    acks.acknowledge(cursor).catch(() => undefined)
  }

  /** Milliseconds, or the error that no new stream would mend. */
  function comeBackAfter(end: StreamEnd): number | SottoError {
    const tries = failures++
    if (end.type === 'closed') return jittered(RECONNECT, tries)
    if (end.type === 'go_away') return end.reason === TAKEN_OVER ? takenOver() : Math.random() * end.afterMs
    if (!mayPass(end.error, received !== '')) return end.error
    return Math.max(end.error.retryAfterMs, jittered(RECONNECT, tries))
  }

  function fail(error: SottoError): void {
    firstOpen.reject(error)
    acks.closed(error)
    queue.end(error)
  }

  async function close(): Promise<void> {
    if (stopping.signal.aborted) return
    options.signal?.removeEventListener('abort', stop)
    connection.closed.removeEventListener('abort', stop)
    if (stream && !connection.closed.aborted)
      await Promise.race([acks.settled(), pause(LAST_ACK_MS, connection.closed)])
    stopping.abort()
    stream?.leave()
    endStream()
    queue.end()
    firstOpen.reject(closedError())
    acks.closed(closedError())
  }

  async function* batches(): AsyncGenerator<EventBatch | EventGap, undefined> {
    try {
      for (;;) {
        const item = await queue.take()
        if (!item) return undefined
        yield item
      }
    } finally {
      await close()
    }
  }

  async function* events(): AsyncGenerator<HookEvent, undefined> {
    for await (const item of batches()) {
      if (item.type === 'events') yield* item.events
      else if (options.onGap) options.onGap(item)
      else throw gapError(item)
    }
    return undefined
  }

  return {
    [Symbol.asyncIterator]: events,
    batches,
    get cursor() {
      return seen
    },
    opened: () => firstOpen.promise,
    ack: (upTo) => acks.acknowledge(typeof upTo === 'string' ? upTo : upTo.cursor),
    close,
  }
}

/** A stream that once stood may be refused for a while by a node that restarts or is full; a first one is told so. */
function mayPass(error: SottoError, stoodBefore: boolean): boolean {
  if (isTransient(error)) return true
  const passing = ['internal', 'unknown', 'cancelled', 'canceled', 'aborted', 'resource_exhausted']
  return stoodBefore && passing.includes(error.code)
}

function takenOver(): SottoError {
  return new SottoError(
    'Another stream with the same subscription and member took over. Give each process a member name of its own.',
    { code: 'aborted', reason: TAKEN_OVER },
  )
}

function gapError({ reason, partition, firstSequence, lastSequence }: EventGap): SottoError {
  const which = lastSequence > 0 ? `${firstSequence} to ${lastSequence}` : `from ${firstSequence}`
  return new SottoError(
    `Events ${which} of partition ${partition} will not come (${reason}). Give onGap to go on after a gap; what they said is in the messages' status.`,
    { code: 'data_loss', reason: 'GAP' },
  )
}
