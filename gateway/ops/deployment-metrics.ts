import type { Queue } from 'bullmq'
import { COUNTED, LEGS } from '../../core/observe/legs.ts'
import type { PartitionFigures } from '../../core/ports/stats.ts'
import type { World } from '../../core/ports/world.ts'
import { outboxes } from '../observe/queue-figures.ts'
import type { Metrics } from './metrics.ts'

/** Figures of the whole deployment, the same on every node: what the observer counted in the logs, and how outboxes and queue stand. */
export async function refreshDeployment(
  { operators, clock }: Pick<World, 'operators' | 'clock'>,
  queue: Queue,
  metrics: Metrics,
  tenants: string[],
): Promise<void> {
  const [totals, partitions, waiting, workers, figures] = await Promise.all([
    operators.stats.totals(),
    outboxes({ operators }, tenants),
    queue.getWaiting(0, 0),
    queue.getWorkersCount(),
    Promise.all(tenants.map((tenant) => operators.stats.figures(tenant))),
  ])
  const now = clock.now()
  const secondsSince = (time: number): number => (time === 0 ? 0 : Math.max(0, (now - time) / 1_000))
  showTotals(totals, metrics)
  for (const partition of partitions) showPartition(partition, metrics, secondsSince)
  metrics.queueAgeSeconds.set(secondsSince(waiting[0]?.timestamp ?? 0))
  metrics.workers.set(workers)
  metrics.devicesOnline.set(figures.flatMap(({ nodes }) => nodes).reduce((sum, { online }) => sum + online, 0))
}

function showPartition(one: PartitionFigures, metrics: Metrics, secondsSince: (time: number) => number): void {
  const partition = String(one.partition)
  metrics.outboxDevices.set({ partition }, one.readyDevices)
  metrics.outboxAgeSeconds.set({ partition }, secondsSince(one.readySince))
  metrics.clocks.set({ partition }, one.clocks)
  metrics.clocksLateSeconds.set({ partition }, secondsSince(one.nextDueAt))
}

/** Names as core/observe/totals.ts makes them. */
function showTotals(totals: Record<string, number>, metrics: Metrics): void {
  metrics.observedMessages.reset()
  for (const what of COUNTED) metrics.observedMessages.inc({ what: snake(what) }, totals[`count ${what}`] ?? 0)
  metrics.endedBadly.reset()
  for (const [name, count] of Object.entries(totals)) {
    const [kind, status = '', reason = ''] = name.split(' ')
    if (kind === 'failure') metrics.endedBadly.inc({ status, reason }, count)
  }
  metrics.legSeconds.set(
    LEGS.map((leg) => {
      const prefix = `leg ${leg} `
      const own = Object.entries(totals).filter(([name]) => name.startsWith(prefix))
      const buckets = Object.fromEntries(own.map(([name, count]) => [name.slice(prefix.length), count]))
      return { label: leg, sum: totals[`sum ${leg}`] ?? 0, buckets }
    }),
  )
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
