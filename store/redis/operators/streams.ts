import type { Clock } from '../../../core/ports/clock.ts'
import { STREAMS_STALE_MS, type StreamRecord, type Streams } from '../../../core/ports/streams.ts'
import type { Client } from '../connect.ts'
import { streamsOf } from '../keys.ts'

/** A hash a tenant: node → when it said so, and its subscribers. */
export function createStreams(client: Client, clock: Clock): Streams {
  return {
    async put(tenant, node, streams) {
      const key = streamsOf(tenant)
      if (streams.length === 0) return void (await client.hdel(key, node))
      await client.hset(key, node, JSON.stringify({ at: clock.now(), streams }))
      await client.pexpire(key, 4 * STREAMS_STALE_MS)
    },
    async list(tenant) {
      const nodes = Object.values(await client.hgetall(streamsOf(tenant)))
      return nodes.flatMap((json) => {
        const { at, streams } = JSON.parse(json) as { at: number; streams: StreamRecord[] }
        return at + STREAMS_STALE_MS < clock.now() ? [] : streams
      })
    },
  }
}
