import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { startEmbeddedRedis } from '../../store/redis/embedded.ts'
import { openFleet } from '../devices/fleet.ts'
import type { Load } from '../ours/lifecycle.ts'
import { startProgram } from '../programs/ask.ts'
import { type Bench, type Figures, scaled } from '../scenario.ts'
import { drive, type Peer } from './drive.ts'
import { GLUE_EVENTS, GLUE_QUEUE } from './glue-names.ts'

const READ_BLOCK_MS = 1_000
const READ_COUNT = 1_000

/** Redis is ours, with the same durability. */
export async function glueLifecycle(bench: Bench, load: Load): Promise<Figures> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sotto-bench-glue-'))
  const redis = await startEmbeddedRedis({ dataFolder, durability: 'always' })
  const server = startProgram(new URL('./glue-server.ts', import.meta.url))
  const connection = new Redis(redis.socketPath, { maxRetriesPerRequest: null })
  const reader = new Redis(redis.socketPath)
  const queue = new Queue(GLUE_QUEUE, { connection })
  try {
    const address = await server.ask<string>('listen', redis.socketPath)
    const fleet = await openFleet('bare', [address], scaled(bench, load.devices, 10))
    const peer: Peer = {
      name: 'glue',
      onResult: () => undefined,
      cast: { server: [server.pid], redis: [redis.pid], devices: fleet.pids() },
      tales: fleet.tales,
      // Jobs run side by side: nothing keeps the messages of a device in order.
      keepsOrder: false,
      async send(messages) {
        const opts = { removeOnComplete: true, attempts: 3 }
        await queue.addBulk(
          messages.map((data) => ({ name: 'message', data, opts: { ...opts, jobId: data.messageId } })),
        )
      },
    }
    const following = follow(reader, (messageId) => peer.onResult(messageId))
    try {
      return await drive(bench, load, peer)
    } finally {
      reader.disconnect()
      await following
      await fleet.close()
    }
  } finally {
    await queue.close()
    connection.disconnect()
    reader.disconnect()
    await server.stop()
    await redis.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function follow(reader: Redis, onResult: (messageId: string) => void): Promise<void> {
  let last = '0-0'
  while (reader.status !== 'end') {
    try {
      const reply = (await reader.call(
        ...(['XREAD', 'COUNT', READ_COUNT, 'BLOCK', READ_BLOCK_MS, 'STREAMS', GLUE_EVENTS, last] as const),
      )) as unknown
      for (const [id, fields] of entriesOf(reply)) {
        last = id
        onResult(fields[1] ?? '')
      }
    } catch (error) {
      if (reader.status === 'ready') throw error
      return
    }
  }
}

/** Of the one stream; RESP3 answers with a flat list, RESP2 with a list of pairs. */
function entriesOf(reply: unknown): [id: string, fields: string[]][] {
  if (!Array.isArray(reply)) return []
  const [first, second] = reply as [unknown, unknown]
  return (Array.isArray(first) ? first[1] : second) as [string, string[]][]
}
