import { type ActorKind, partsOf } from '../cast.ts'
import type { Fault } from '../fault.ts'

const VICTIMS: readonly ActorKind[] = ['gateway', 'worker', 'redis', 'fleet', 'agent', 'application', 'subscriber']
const DOWN_MS = [0, 20_000] as const

/** SIGKILL of any process; it comes back after 0–20 s. */
export const sigkill = sigkillOf(VICTIMS, 3)

/** Of some kinds of processes only. */
export function sigkillOf(
  kinds: readonly ActorKind[],
  weight = 1,
  downMs: readonly [number, number] = DOWN_MS,
): Fault<{ actor: string }> {
  return {
    name: 'sigkill',
    weight,
    plan(random, cast, ms) {
      // First the kind: there are more devices and subscribers than servers, and those matter no less.
      const victims = partsOf(cast, random.pick(kinds))
      if (victims.length === 0) return undefined
      const { name } = random.pick(victims)
      return { targets: [name], forMs: Math.min(ms, random.whole(...downMs)), detail: { actor: name } }
    },
    async inject({ actor: name }, world) {
      const actor = world.actor(name)
      await actor.kill()
      return () => actor.start()
    },
  }
}
