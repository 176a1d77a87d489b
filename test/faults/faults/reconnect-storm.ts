import { partsOf } from '../cast.ts'
import type { Fault } from '../fault.ts'

/** Until the devices are back, so that two storms are not one. */
const CALM_MS = 3_000

/**
 * All devices of some fleets lose their channels at once and come back at once; or, with twins, open a second channel while
 * the first still stands, and go on talking on the first [S3].
 */
export const reconnectStorm: Fault<{ fleets: readonly string[]; twins: boolean }> = {
  name: 'reconnect-storm',
  weight: 2,
  plan(random, cast, ms) {
    const all = partsOf(cast, 'fleet').map(({ name }) => name)
    if (all.length === 0) return undefined
    const fleets = random.shuffled(all).slice(0, random.whole(1, all.length))
    return { targets: fleets, forMs: Math.min(ms, CALM_MS), detail: { fleets, twins: random.chance(0.5) } }
  },
  async inject({ fleets, twins }, world) {
    for (const fleet of fleets) world.actor(fleet).tell({ say: 'storm', twins })
    return () => undefined
  },
}
