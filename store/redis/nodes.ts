import type { Clock } from '../../core/ports/clock.ts'
import type { Nodes } from '../../core/ports/devices.ts'
import type { Client } from './connect.ts'
import type { Head } from './function-head.ts'
import { inbox, nodes, placePrefix } from './keys.ts'
import type { Library } from './library.ts'

/** [S6] One sorted set: node by the end of its lease. */
export function createNodes(client: Client, library: Library, clock: Clock, head: Head): Nodes {
  return {
    async beat(node, leaseMs) {
      return Number(await library.call('beat', nodes, [clock.now() + leaseMs, node])) === 1
    },
    async leave(node) {
      await Promise.all([client.zrem(nodes, node), client.del(inbox(node))])
    },
    async dead() {
      return await client.zrangebyscore(nodes, '-inf', clock.now())
    },
    async strays(place) {
      // In this order: a node has its lease before its first channel, so none that lives is taken for one without.
      const here = await client.smembers(`${placePrefix(place)}nodes`)
      if (here.length === 0) return []
      const leases = await client.zmscore(nodes, ...here)
      return here.filter((_, i) => leases[i] === null)
    },
    async bury(place, node, count) {
      return Number(await library.call('bury', placePrefix(place), [...head(), node, count]))
    },
  }
}
