import { bury, sweep, trim } from '../core/flow/sweep.ts'
import type { World } from '../core/ports/world.ts'

/** [B3] Old hook events are cut this often. */
const TRIM_EVERY_MS = 60_000

/**
 * Looks at the clocks of all places again and again [M7], at dead nodes [S6] and at old events [B3]. Any number of workers
 * may do so: each step is atomic, and what one has done the next does not find.
 */
export function startSweeps(
  world: Pick<World, 'config' | 'messages' | 'work' | 'places' | 'nodes'>,
  onProblem: (error: Error) => void,
  onBuried: (nodes: string[]) => void,
): { close(): Promise<void> } {
  const loops = [
    repeat(
      world.config.sweepMs,
      async (isClosed) => {
        for (const place of await world.places.all()) if (!isClosed()) await sweep(world, place)
      },
      onProblem,
    ),
    repeat((world.config.nodeLeaseSeconds * 1_000) / 4, async () => onBuried(await bury(world)), onProblem),
    repeat(
      TRIM_EVERY_MS,
      async (isClosed) => {
        for (const place of await world.places.all()) if (!isClosed()) await trim(world, place)
      },
      onProblem,
    ),
  ]
  return {
    async close() {
      await Promise.all(loops.map((loop) => loop.close()))
    },
  }
}

/** Runs a step, waits, runs it again; never two at a time. */
function repeat(
  everyMs: number,
  step: (isClosed: () => boolean) => Promise<void>,
  onProblem: (error: Error) => void,
): { close(): Promise<void> } {
  let closed = false
  let wake: (() => void) | undefined
  const done = (async () => {
    while (!closed) {
      await step(() => closed).catch(onProblem)
      if (closed) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    async close() {
      closed = true
      wake?.()
      await done
    },
  }
}
