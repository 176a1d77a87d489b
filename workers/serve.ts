import type { Logger } from 'pino'
import { dispatch } from '../core/flow/dispatch.ts'
import type { Place } from '../core/ports/messages.ts'
import type { World } from '../core/ports/world.ts'
import { createFrames } from './frames.ts'
import { startObserver } from './observe/observer.ts'
import { startSweeps } from './sweep.ts'
import { tracedFrames } from './traced-frames.ts'

/** Runs the jobs of the work queue; see store/bullmq/queue.ts. */
export type RunQueue = (
  run: (place: Place) => Promise<number>,
  onProblem: (error: Error) => void,
) => { close(): Promise<void> }

/** All that workers do: dispatch for each job, and the sweeps. */
export function serveWorker(world: World, runQueue: RunQueue, log: Logger): { close(): Promise<void> } {
  const problem = (what: string) => (err: Error) => log.warn({ err }, what)
  const parts = { ...world, frames: world.traces ? tracedFrames(createFrames(), world.traces) : createFrames() }
  const queue = runQueue((place) => dispatch(parts, place), problem('dispatch'))
  const sweeps = startSweeps(world, problem('sweep'), (nodes) => {
    if (nodes.length > 0) log.warn({ nodes }, 'nodes were dead; their devices are offline')
  })
  const observer = startObserver(world, problem('observer'))
  return {
    async close() {
      world.wakes.leave()
      await Promise.all([queue.close(), sweeps.close(), observer.close()])
      await world.wakes.close()
    },
  }
}
