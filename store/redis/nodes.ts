import type { Clock } from '../../core/ports/clock.ts'
import type { Nodes } from '../../core/ports/devices.ts'
import type { Client } from './connect.ts'
import { inbox, nodes, placePrefix } from './keys.ts'
import type { Library } from './library.ts'

/** [S6] One sorted set: node by the end of its lease. */
export function createNodes(client: Client, library: Library, clock: Clock, head: () => number[]): Nodes {
  return {
    async beat(node, leaseMs) {
      const until = clock.now() + leaseMs
      if (Number(await client.zadd(nodes, 'XX', 'CH', until, node)) === 1) return true
      await client.zadd(nodes, until, node)
      return false
    },
    async leave(node) {
      await Promise.all([client.zrem(nodes, node), client.del(inbox(node))])
    },
    async dead() {
      return await client.zrangebyscore(nodes, '-inf', clock.now())
    },
    async bury(place, node, count) {
      return Number(await library.call('bury', placePrefix(place), [...head(), node, count]))
    },
  }
}
