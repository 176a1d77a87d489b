import { type ClientDuplexStream, Metadata, type ServiceError, status } from '@grpc/grpc-js'
import type { SubmitStreamResponse__Output } from '../../proto/gen/sotto/v1/SubmitStreamResponse.ts'
import { sotto } from '../../proto/index.ts'
import type { Connection, UnaryStart } from './connection.ts'
import { SottoError } from './sotto-error.ts'

/** Who submits again so soon after the last time goes on to do so: then a stream is worth opening. */
const STEADY_MS = 100
/** A stream that carries nothing for so long is ended: it would keep the process alive, and one node busy with its key. */
const IDLE_MS = 1_000
/** A server that has no such call, or no room for one more stream, is not asked again for so long. */
const REFUSED_MS = 60_000

type Answer = Parameters<Parameters<UnaryStart<SubmitStreamResponse__Output>>[2]>

const { SubmitStream } = sotto.CommandService.service

/**
 * A stream of batches for who submits all the time, one batch at a time: a call of its own costs each side several times as much.
 * @param encode gives a SubmitStreamRequest
 */
export function createSubmitStream<Batch>(connection: Connection, encode: (batch: Batch) => Buffer) {
  type Stream = ClientDuplexStream<Batch, SubmitStreamResponse__Output>
  let stream: Stream | undefined
  let underway: ((...answer: Answer) => void) | undefined
  let idle: NodeJS.Timeout | undefined
  let lastAt = Number.NEGATIVE_INFINITY
  let refusedUntil = Number.NEGATIVE_INFINITY

  function open(metadata: Metadata): Stream {
    const opened: Stream = connection.commands.makeBidiStreamRequest(
      SubmitStream.path,
      encode,
      SubmitStream.responseDeserialize,
      metadata,
    )
    const lost = (error: ServiceError): void => {
      if (stream === opened) drop(error)
    }
    opened.on('data', (response) => {
      if (stream === opened) settle(null, response)
    })
    opened.on('error', lost)
    opened.on('end', () => lost(failure(status.UNAVAILABLE, 'the stream has ended')))
    return opened
  }

  function settle(...answer: Answer): void {
    const answered = underway
    underway = undefined
    clearTimeout(idle)
    if (stream) idle = setTimeout(end, IDLE_MS)
    answered?.(...answer)
  }

  /** All that was sent on it is answered. */
  function end(): void {
    stream?.end()
    stream = undefined
  }

  function drop(error: ServiceError): void {
    stream?.cancel()
    stream = undefined
    settle(error)
  }

  connection.closed.addEventListener('abort', () => drop(failure(status.CANCELLED, 'closed')), { once: true })

  function send(batch: Batch): UnaryStart<SubmitStreamResponse__Output> {
    return (metadata, { deadline }, callback) => {
      clearTimeout(idle)
      stream ??= open(metadata)
      const late = setTimeout(
        () => drop(failure(status.DEADLINE_EXCEEDED, 'Deadline exceeded')),
        Number(deadline) - Date.now(),
      )
      underway = (...answer) => {
        clearTimeout(late)
        callback(...answer)
      }
      stream.write(batch)
      return { cancel: () => drop(failure(status.CANCELLED, 'canceled')) }
    }
  }

  return {
    /** Gives undefined, having sent nothing, when a call is the better way. @throws SottoError */
    async submit(batch: Batch): Promise<SubmitStreamResponse__Output | undefined> {
      const now = performance.now()
      const isSteady = now - lastAt < STEADY_MS
      lastAt = now
      if (underway || now < refusedUntil || !(stream || isSteady)) return undefined
      try {
        return await connection.call('once', send(batch))
      } catch (error) {
        if (!isRefusal(error)) throw error
        refusedUntil = performance.now() + REFUSED_MS
        return undefined
      } finally {
        lastAt = performance.now()
      }
    },
  }
}

/** Nothing of it was stored. */
const isRefusal = (error: unknown): boolean =>
  error instanceof SottoError && (error.code === 'unimplemented' || error.reason === 'TOO_MANY_STREAMS')

/** As grpc-js would say it. */
function failure(code: status, details: string): ServiceError {
  return Object.assign(new Error(details), { code, details, metadata: new Metadata() })
}
