import type { AckResult__Output } from '../../proto/gen/sotto/v1/AckResult.ts'
import { type Deferred, deferred } from './deferred.ts'
import { SottoError } from './sotto-error.ts'

/**
 * [H6] Acknowledgements of a named subscription: a floor, so one under way at a time is enough, and of those that wait
 * only the newest matters. What was not answered when a stream broke is said again on the next.
 */
export type Acknowledgements = {
  /** Resolves when the server has stored it. Rejects with STALE_GENERATION when another member holds the partition now. */
  acknowledge(cursor: string): Promise<void>
  answered(result: AckResult__Output): void
  /** A new stream is open. */
  reopened(): void
  closed(error: SottoError): void
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

type Waiting = { cursor: string; done: Deferred }

export function createAcknowledgements(send: (ack: { cursor: string; requestId: number }) => void): Acknowledgements {
  let requestId = 0
  let underWay: Waiting | undefined
  let next: Waiting | undefined

  function sendNext(): void {
    underWay = next
    next = undefined
    if (underWay) send({ cursor: underWay.cursor, requestId: ++requestId })
  }

  return {
    acknowledge(cursor) {
      next = { cursor, done: next?.done ?? deferred() }
      const { promise } = next.done
      if (!underWay) sendNext()
      return promise
    },
    answered(result) {
      if (!underWay || result.requestId !== requestId) return
      if (result.refused === '') underWay.done.resolve()
      else underWay.done.reject(refusal(result.refused))
      sendNext()
    },
    reopened() {
      if (underWay) send({ cursor: underWay.cursor, requestId: ++requestId })
    },
    closed(error) {
      underWay?.done.reject(error)
      next?.done.reject(error)
      underWay = undefined
      next = undefined
    },
    async settled() {
      while (underWay) await underWay.done.promise.catch(() => undefined)
    },
  }
}

function refusal(reason: string): SottoError {
  return new SottoError(
    `The acknowledgement was refused (${reason}): another member holds the partition now, and reads on from the floor.`,
    { code: 'aborted', reason },
  )
}
