import { type ActorKind, partsOf } from '../cast.ts'
import type { Fault } from '../fault.ts'

const VICTIMS: readonly ActorKind[] = ['gateway', 'worker', 'redis', 'fleet', 'agent', 'application', 'subscriber']
const DOWN_MS_MAX = 20_000

/** SIGKILL of any process; it comes back after 0–20 s. */
export const sigkill: Fault<{ actor: string }> = {
  name: 'sigkill',
  weight: 3,
  plan(random, cast, ms) {
    // First the kind: there are more devices and subscribers than servers, and those matter no less.
    const victims = partsOf(cast, random.pick(VICTIMS))
    if (victims.length === 0) return undefined
    const { name } = random.pick(victims)
    return { targets: [name], forMs: random.whole(0, Math.min(DOWN_MS_MAX, ms)), detail: { actor: name } }
  },
  async inject({ actor: name }, world) {
    const actor = world.actor(name)
    await actor.kill()
    return () => actor.start()
  },
}
