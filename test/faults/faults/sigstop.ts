import { type ActorKind, partsOf } from '../cast.ts'
import type { Fault } from '../fault.ts'

/** The stopped worker, which still has jobs in hand, and the stopped device, whose window is full, most often. */
const VICTIMS: readonly ActorKind[] = [
  ...(['worker', 'worker', 'fleet', 'fleet', 'agent', 'gateway'] as const),
  ...(['redis', 'application', 'subscriber'] as const),
]
const STOPPED_MS = [1_000, 60_000] as const
/** Everything waits for the store: a minute of that would be all that a round shows. */
const STORE_STOPPED_MS_MAX = 15_000

/** SIGSTOP for 1–60 s: a process that is neither there nor gone, and goes on where it was as if no time had passed. */
export const sigstop: Fault<{ actor: string }> = {
  name: 'sigstop',
  weight: 3,
  plan(random, cast, ms) {
    const parts = partsOf(cast, random.pick(VICTIMS))
    if (parts.length === 0) return undefined
    const { name, kind } = random.pick(parts)
    const most = Math.min(ms, kind === 'redis' ? STORE_STOPPED_MS_MAX : STOPPED_MS[1])
    const forMs = random.whole(STOPPED_MS[0], Math.max(STOPPED_MS[0], most))
    return { targets: [name], forMs, detail: { actor: name } }
  },
  async inject({ actor: name }, world) {
    const actor = world.actor(name)
    actor.suspend()
    return () => actor.resume()
  },
}
