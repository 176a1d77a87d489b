import { TRAPS } from '../actors/traps.ts'
import { partsOf } from '../cast.ts'
import type { Fault } from '../fault.ts'

const DOWN_MS_MAX = 10_000
/** The trap waits for so many passages at most: in a warm run each point is passed many times a second. */
const PASSAGES_MAX = 40
/** Time for the trap to be reached, beside the time that the process then stays away. */
const WAIT_MS = 5_000

type Detail = { actor: string; trap: string; passages: number; downMs: number }
type Kind = keyof typeof TRAPS

/** SIGKILL exactly between two steps: the process ends itself at a point that was armed before. */
export const betweenSteps = betweenStepsOf(Object.keys(TRAPS) as Kind[], 4)

/** Of some kinds of processes only. */
export function betweenStepsOf(kinds: readonly Kind[], weight = 1): Fault<Detail> {
  return {
    name: 'between-steps',
    weight,
    plan(random, cast, ms) {
      const kind = random.pick(kinds)
      const parts = partsOf(cast, kind)
      if (parts.length === 0) return undefined
      const { name } = random.pick(parts)
      const downMs = random.whole(0, DOWN_MS_MAX)
      return {
        targets: [name],
        forMs: Math.min(ms, downMs + WAIT_MS),
        detail: {
          ...{ actor: name, trap: random.pick<string>(TRAPS[kind]), downMs },
          // An agent has few messages.
          passages: random.whole(1, kind === 'agent' ? 2 : PASSAGES_MAX),
        },
      }
    },
    async inject({ actor: name, trap, passages, downMs }, world) {
      const actor = world.actor(name)
      let timer: NodeJS.Timeout | undefined
      const stopListening = actor.onEnd(() => {
        timer = setTimeout(() => void actor.start(), downMs)
      })
      actor.tell({ say: 'arm', trap, passages })
      return async () => {
        stopListening()
        clearTimeout(timer)
        actor.tell({ say: 'disarm' })
        await actor.start()
      }
    },
  }
}
