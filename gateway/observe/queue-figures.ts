import type { Queue } from 'bullmq'
import { TENANTS_OBSERVED_MAX } from '../../core/limits.ts'
import type { PartitionFigures } from '../../core/ports/stats.ts'
import type { World } from '../../core/ports/world.ts'
import type { Queues } from '../../proto/gen/sotto/v1/Queues.ts'
import type { WorkQueue } from '../../proto/gen/sotto/v1/WorkQueue.ts'

const FRESH_MS = 900

/** The work queue and the outboxes of all tenants; looked up once for all who look within a second. */
export function createQueueFigures(world: Pick<World, 'clock' | 'places' | 'operators'>, queue: Queue) {
  let at = 0
  let figures: Promise<Queues> = Promise.resolve({})

  async function look(now: number): Promise<Queues> {
    const tenants = await world.places.tenants()
    const [work, partitions] = await Promise.all([
      workQueue(queue),
      tenants.length > TENANTS_OBSERVED_MAX ? [] : outboxes(world, tenants),
    ])
    return { at: now, work: [work], partitions, tenants: tenants.length }
  }

  return {
    get(): Promise<Queues> {
      const now = world.clock.now()
      if (now - at < FRESH_MS) return figures
      at = now
      figures = look(now)
      figures.catch(() => {
        at = 0
      })
      return figures
    },
  }
}

async function workQueue(queue: Queue): Promise<WorkQueue> {
  const [jobs, paused, waiting, workers, completed, failed] = await Promise.all([
    queue.getJobCounts(),
    queue.isPaused(),
    queue.getWaiting(0, 0),
    queue.getWorkersCount(),
    queue.getMetrics('completed', 0, 1),
    queue.getMetrics('failed', 0, 1),
  ])
  const perSecond = ({ data }: { data: number[] }): number => Math.round(((data[0] ?? 0) / 60) * 100) / 100
  return {
    name: queue.name,
    paused,
    jobs,
    oldestWaitingAt: waiting[0]?.timestamp ?? 0,
    workers,
    completedPerSecond: perSecond(completed),
    failedPerSecond: perSecond(failed),
  }
}

/** By partition, over the tenants. */
export async function outboxes(
  { operators }: Pick<World, 'operators'>,
  tenants: string[],
): Promise<PartitionFigures[]> {
  const all = (await Promise.all(tenants.map((tenant) => operators.stats.figures(tenant)))).flatMap((f) => f.partitions)
  const sums = new Map<number, PartitionFigures>()
  const earlier = (a: number, b: number): number => (a === 0 || b === 0 ? a + b : Math.min(a, b))
  for (const one of all) {
    const sum = sums.get(one.partition)
    if (!sum) sums.set(one.partition, { ...one })
    else {
      sum.readyDevices += one.readyDevices
      sum.readySince = earlier(sum.readySince, one.readySince)
      sum.clocks += one.clocks
      sum.nextDueAt = earlier(sum.nextDueAt, one.nextDueAt)
      sum.tailSeq += one.tailSeq
    }
  }
  return [...sums.values()].sort((a, b) => a.partition - b.partition)
}
