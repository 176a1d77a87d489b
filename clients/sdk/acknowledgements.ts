import type { AckResult__Output } from '../../proto/gen/sotto/v1/AckResult.ts'
import { refusedAck, tooManyAcks } from './ack-refusal.ts'
import { type Deferred, deferred } from './deferred.ts'
import type { SottoError } from './sotto-error.ts'

/**
 * [H6] Acknowledgements of a named subscription: a floor, so one under way at a time is enough, and of those that wait only
 * the furthest matters. Cursors do not say which of two is further; that one came after the other in the same stretch of
 * the stream does. What is of another stretch, or did not come here, is sent by itself. What was not answered when a
 * stream broke is sent again on the next.
 */
export type Acknowledgements = {
  /** Resolves when the server has stored it, or one that is further. Rejects with why it was refused. */
  acknowledge(cursor: string): Promise<void>
  answered(result: AckResult__Output): void
  /** A cursor came: it is further than all that came before it in this stretch. */
  came(cursor: string): void
  /** A new stretch: the stream goes on from elsewhere, perhaps from before, or with other partitions. */
  setBack(): void
  /** A new stream is open. */
  reopened(): void
  closed(error: SottoError): void
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

/** Of one stretch only the furthest waits. Of others each waits for its turn, ten a second: so many take two minutes. */
const WAITING_MAX = 1_024

type Place = { stretch: number; at: number }
type Waiting = { cursor: string; place: Place | undefined; done: Deferred }

/** @param placesMax cursors whose place is known; at least as many as may wait here for the loop */
export function createAcknowledgements(
  send: (ack: { cursor: string; requestId: number }) => void,
  placesMax: number,
): Acknowledgements {
  let requestId = 0
  let underWay: Waiting | undefined
  let waiting: Waiting[] = []
  let over: SottoError | undefined
  const places = new Map<string, Place>()
  let stretch = 0
  let came = 0

  function sendNext(): void {
    underWay = waiting.shift()
    sendUnderWay()
  }

  function sendUnderWay(): void {
    if (underWay) send({ cursor: underWay.cursor, requestId: ++requestId })
  }

  /** Undefined: too many wait. */
  function wait(cursor: string): Deferred | undefined {
    const place = places.get(cursor)
    const one = waiting.find((other) => (place ? other.place?.stretch === place.stretch : other.cursor === cursor))
    if (one) {
      if (place && one.place && place.at > one.place.at) Object.assign(one, { cursor, place })
      return one.done
    }
    if (waiting.length >= WAITING_MAX) return undefined
    const done = deferred()
    waiting.push({ cursor, place, done })
    return done
  }

  return {
    acknowledge(cursor) {
      if (over) return Promise.reject(over)
      const done = wait(cursor)
      if (!done) return Promise.reject(tooManyAcks(WAITING_MAX))
      if (!underWay) sendNext()
      return done.promise
    },
    answered(result) {
      if (!underWay || result.requestId !== requestId) return
      if (result.refused === '') underWay.done.resolve()
      else underWay.done.reject(refusedAck(result.refused))
      sendNext()
    },
    came(cursor) {
      if (cursor === '' || places.get(cursor)?.stretch === stretch) return
      places.delete(cursor)
      places.set(cursor, { stretch, at: ++came })
      const [oldest] = places.keys()
      if (places.size > placesMax && oldest !== undefined) places.delete(oldest)
    },
    setBack() {
      stretch++
    },
    reopened() {
      stretch++
      sendUnderWay()
    },
    closed(error) {
      over ??= error
      for (const { done } of underWay ? [underWay, ...waiting] : waiting) done.reject(over)
      underWay = undefined
      waiting = []
    },
    async settled() {
      // Who acknowledged hears of a failure by the same promise.
      while (underWay) await underWay.done.promise.catch(() => undefined)
    },
  }
}
