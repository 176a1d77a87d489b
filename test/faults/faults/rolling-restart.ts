import { partsOf } from '../cast.ts'
import type { Fault } from '../fault.ts'

const FOR_MS = 15_000

/** What an update of the servers does: each is asked to end, and started again when it has, one after the other, under load. */
export const rollingRestart: Fault<{ actors: readonly string[] }> = {
  name: 'rolling-restart',
  weight: 1,
  plan(random, cast, ms) {
    const kind = random.pick(['gateway', 'worker'] as const)
    const actors = random.shuffled(partsOf(cast, kind).map(({ name }) => name))
    return actors.length === 0 ? undefined : { targets: actors, forMs: Math.min(ms, FOR_MS), detail: { actors } }
  },
  async inject({ actors }, world) {
    const rolling = (async () => {
      for (const name of actors) {
        const actor = world.actor(name)
        await actor.terminate()
        await actor.start()
      }
    })()
    return () => rolling
  },
}
