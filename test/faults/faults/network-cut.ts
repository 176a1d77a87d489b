import type { Fault } from '../fault.ts'

const FOR_MS = [200, 20_000] as const

/**
 * A way is cut: what stands on it is reset, and nobody gets through. Or it goes dead without a word, as when a router forgets
 * it: no byte and no RST on what stands, then or later, and new connections lead nowhere.
 */
export const networkCut: Fault<{ way: string; halfOpen: boolean }> = {
  name: 'network-cut',
  weight: 3,
  plan(random, cast, ms) {
    if (cast.ways.length === 0) return undefined
    const way = random.pick(cast.ways).name
    const forMs = random.whole(FOR_MS[0], Math.max(FOR_MS[0], Math.min(FOR_MS[1], ms)))
    return { targets: [way], forMs, detail: { way, halfOpen: random.chance(0.5) } }
  },
  async inject({ way, halfOpen }, world) {
    const link = world.link(way)
    return halfOpen ? link.halfOpen() : link.cut()
  },
}
