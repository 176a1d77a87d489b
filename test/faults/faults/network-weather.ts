import type { Fault } from '../fault.ts'
import type { Direction, Toxic } from '../proxy/toxic.ts'
import type { Random } from '../random.ts'

const FOR_MS = [1_000, 30_000] as const
const DIRECTIONS: readonly (Direction | 'both')[] = ['up', 'down', 'both', 'both']

/** From a nuisance to what nothing gets through any more. */
const KINDS: readonly ((random: Random) => Toxic)[] = [
  (random) => ({ is: 'latency', ms: random.whole(5, 500), jitterMs: random.whole(0, 500) }),
  (random) => ({ is: 'loss', part: random.unit() * 0.4, againMs: random.whole(20, 200) }),
  (random) => ({ is: 'bandwidth', bytesPerSecond: random.whole(4_000, 200_000) }),
  (random) => ({
    is: 'slicer',
    bytes: random.whole(1, 200),
    variation: random.whole(0, 20),
    gapMs: random.whole(0, 2),
  }),
  (random) => ({ is: 'limit_data', bytes: random.whole(100, 100_000) }),
  (random) => ({ is: 'slow_close', ms: random.whole(100, 5_000) }),
  // 0: it all comes, but late.
  (random) => ({ is: 'timeout', ms: random.pick([0, 0, random.whole(100, 5_000)]) }),
  (random) => ({ is: 'reset_peer', ms: random.whole(0, 2_000) }),
]

/** A way is bad: slow, lossy, narrow, in crumbs, cut off in the middle. A toxic of proxy/toxic.ts, in words of its own. */
export const networkWeather: Fault<{ way: string; direction: string; toxic: string }> = {
  name: 'network-weather',
  weight: 5,
  plan(random, cast, ms) {
    if (cast.ways.length === 0) return undefined
    const way = random.pick(cast.ways).name
    const forMs = random.whole(FOR_MS[0], Math.max(FOR_MS[0], Math.min(FOR_MS[1], ms)))
    const toxic = JSON.stringify(random.pick(KINDS)(random))
    return { targets: [way], forMs, detail: { way, direction: random.pick(DIRECTIONS), toxic } }
  },
  async inject({ way, direction, toxic }, world) {
    return world.link(way).add(JSON.parse(toxic) as Toxic, direction === 'both' ? undefined : (direction as Direction))
  },
}
