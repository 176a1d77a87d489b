import { credentials, Metadata } from '@grpc/grpc-js'
import protobuf from 'protobufjs'
import { sotto } from '../proto/index.ts'
import { answerQuestions } from './programs/ask.ts'

/** Subscribers that count what they get and decode no event, in a process of their own: what is measured is the server. */
export type ReadAll = { address: string; key: string; subscribers: number; events: number }

/** More than a run can send. */
const GRANT = { totalEvents: 1e12, totalBytes: 1e15 }
const EVENTS_OF_RESPONSE = 2
const PARTITION = 2
const RUNS = 4
const { path, requestSerialize } = sotto.HookService.service.Subscribe

/** Streams that stay open until the process ends. */
const held: { cancel(): void }[] = []

answerQuestions({
  /** All subscribers read the whole log; gives the milliseconds until the last had all of it. */
  async read({ address, key, subscribers, events }: ReadAll) {
    const startedAt = performance.now()
    await Promise.all(Array.from({ length: subscribers }, () => readOne(address, key, events)))
    return performance.now() - startedAt
  },
  /** Subscribers that go on from now on, and take all that comes. */
  follow({ address, key, subscribers }: ReadAll) {
    for (let i = 0; i < subscribers; i++) {
      const { stream } = open(address, key)
      stream.on('error', () => undefined)
      stream.on('data', () => undefined)
      stream.write({ open: { start: { latest: true }, grant: GRANT } })
      held.push(stream)
    }
  },
  /** Opens a stream and never grants anything. */
  park({ address, key }: ReadAll) {
    const { stream } = open(address, key)
    stream.on('error', () => undefined)
    stream.on('data', () => undefined)
    stream.write({ open: { start: { earliest: true } } })
    held.push(stream)
  },
})

function open(address: string, key: string) {
  const client = new sotto.HookService(address, credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
    'grpc-node.flow_control_window': 4 * 1024 * 1024,
    'grpc.max_receive_message_length': 16 * 1024 * 1024,
  })
  const metadata = new Metadata()
  metadata.set('authorization', `Bearer ${key}`)
  return { client, stream: client.makeBidiStreamRequest(path, requestSerialize, (bytes: Buffer) => bytes, metadata) }
}

function readOne(address: string, key: string, events: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const { client, stream } = open(address, key)
    const next = new Map<number, number>()
    let seen = 0
    stream.on('data', (bytes: Buffer) => {
      try {
        seen += countEvents(bytes, next)
      } catch (error) {
        reject(error as Error)
      }
      if (seen < events) return
      stream.cancel()
      client.close()
      if (seen === events) resolve()
      else reject(new Error(`a subscriber got ${seen} events of ${events}`))
    })
    stream.on('error', (error) => seen < events && reject(error))
    stream.on('end', () => seen < events && reject(new Error(`a stream ended after ${seen} events of ${events}`)))
    stream.write({ open: { start: { earliest: true }, grant: GRANT } })
  })
}

/** From the runs of sequence numbers; each must go on where the one before it ended. */
function countEvents(response: Buffer, next: Map<number, number>): number {
  const reader = protobuf.Reader.create(response)
  const tag = reader.uint32()
  if (tag >>> 3 !== EVENTS_OF_RESPONSE) return 0
  const end = reader.uint32() + reader.pos
  let partition = 0
  const runs: number[] = []
  while (reader.pos < end) {
    const field = reader.uint32()
    if (field >>> 3 === PARTITION) partition = reader.uint32()
    else if (field >>> 3 === RUNS) {
      const last = reader.uint32() + reader.pos
      while (reader.pos < last) runs.push(Number(reader.uint64()))
    } else reader.skipType(field & 7)
  }
  let count = 0
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const due = next.get(partition)
    if (due !== undefined && due !== runs[i])
      throw new Error(`partition ${partition}: ${runs[i]} came after ${due - 1}`)
    next.set(partition, runs[i]! + runs[i + 1]!)
    count += runs[i + 1]!
  }
  return count
}
