import type { SubmitManyResponse__Output } from '../../proto/gen/sotto/v1/SubmitManyResponse.ts'
import type { SubmitRequest } from '../../proto/gen/sotto/v1/SubmitRequest.ts'
import type { SubmitResponse__Output } from '../../proto/gen/sotto/v1/SubmitResponse.ts'
import { codec, sotto } from '../../proto/index.ts'
import type { Connection } from './connection.ts'
import { SottoError } from './sotto-error.ts'
import { createSubmitStream } from './submit-stream.ts'

/** What goes into one call: the server's bound of commands, and half of its bound of a request's bytes. */
const COMMANDS_MAX = 256
const BYTES_MAX = 512 * 1024
/** Calls under way at a time. */
const CALLS_MAX = 4
/** Another call goes while one is under way only when that one takes so long: a large submit holds up no small ones. */
const SLOW_CALL_MS = 50
/** SubmitManyRequest.commands, which is SubmitStreamRequest.commands. */
const COMMANDS_TAG = 0x0a

type Waiting = {
  bytes: Uint8Array
  resolve(accepted: SubmitResponse__Output): void
  reject(error: unknown): void
}

const request = codec<SubmitRequest, SubmitRequest>('SubmitRequest')
const { Submit, SubmitMany } = sotto.CommandService.service

/**
 * Submits of one turn of the loop, and those that come while others are under way, as one call: a call costs several times
 * what a submit does. One alone waits for nothing. Each ends by itself; when the call fails, all of them fail with it.
 */
export function createSubmitQueue(connection: Connection) {
  const stream = createSubmitStream(connection, encode)
  let waiting: Waiting[] = []
  let underway = 0
  let isScheduled = false
  let sentAt = 0
  let timer: NodeJS.Timeout | undefined

  function schedule(): void {
    if (isScheduled || underway >= CALLS_MAX || waiting.length === 0) return
    const waitMs = underway === 0 ? 0 : sentAt + SLOW_CALL_MS - performance.now()
    if (waitMs > 0) {
      timer ??= setTimeout(() => {
        timer = undefined
        schedule()
      }, waitMs)
      return
    }
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      const batch = take()
      underway++
      sentAt = performance.now()
      void send(batch).finally(() => {
        underway--
        clearTimeout(timer)
        timer = undefined
        schedule()
      })
      schedule()
    })
  }

  function take(): Waiting[] {
    let bytes = 0
    let count = 0
    for (const each of waiting) {
      bytes += each.bytes.length
      if (count > 0 && (count === COMMANDS_MAX || bytes > BYTES_MAX)) break
      count++
    }
    const batch = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return batch
  }

  async function send(batch: Waiting[]): Promise<void> {
    try {
      const { outcomes } = (await stream.submit(batch)) ?? (await call(batch))
      batch.forEach(({ resolve, reject }, i) => {
        const { accepted, refused } = outcomes[i] ?? {}
        if (accepted) resolve(accepted)
        else if (refused) reject(new SottoError(refused.message, refused))
        else reject(new Error('The server answered with nothing.'))
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  async function call(batch: Waiting[]): Promise<Pick<SubmitManyResponse__Output, 'outcomes'>> {
    const [alone, ...others] = batch
    if (alone && others.length === 0) return { outcomes: [{ accepted: await callAlone(alone) }] }
    return await connection.call<SubmitManyResponse__Output>('once', (...rest) =>
      connection.commands.makeUnaryRequest(SubmitMany.path, encode, SubmitMany.responseDeserialize, batch, ...rest),
    )
  }

  const callAlone = ({ bytes }: Waiting): Promise<SubmitResponse__Output> =>
    connection.call('once', (...rest) =>
      connection.commands.makeUnaryRequest(Submit.path, Buffer.from, Submit.responseDeserialize, bytes, ...rest),
    )

  return {
    /** One try; its repeats are the caller's. */
    submit: (draft: SubmitRequest): Promise<SubmitResponse__Output> =>
      new Promise((resolve, reject) => {
        waiting.push({ bytes: request.encode(draft), resolve, reject })
        schedule()
      }),
  }
}

/** Repeated fields of bytes that are messages already. */
function encode(batch: Waiting[]): Buffer {
  const parts: Uint8Array[] = []
  for (const { bytes } of batch) parts.push(Uint8Array.from(prefixOf(bytes.length)), bytes)
  return Buffer.concat(parts)
}

function prefixOf(length: number): number[] {
  const prefix = [COMMANDS_TAG]
  let rest = length
  while (rest > 127) {
    prefix.push((rest & 127) | 128)
    rest >>>= 7
  }
  prefix.push(rest)
  return prefix
}
