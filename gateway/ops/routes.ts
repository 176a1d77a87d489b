import type { Queue } from 'bullmq'
import type { FastifyInstance } from 'fastify'
import { TENANTS_OBSERVED_MAX } from '../../core/limits.ts'
import type { World } from '../../core/ports/world.ts'
import type { AuditTrail } from '../api/audit-trail.ts'
import type { Guard } from '../api/caller.ts'
import type { Logins } from '../api/logins.ts'
import type { Canary } from './canary.ts'
import { addConsole } from './console.ts'
import { refreshDeployment } from './deployment-metrics.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { addMetricsPage, addProbes, type Readiness } from './probes.ts'
import { addQueueDashboard, QUEUE_SCOPE } from './queues.ts'

/** How long a probe or a scrape waits for the store. */
const STORE_MS_MAX = 1_000
/** With more tenants, a scrape would cost the store too much: `sotto_messages` is then left out. */
const TENANTS_COUNTED_MAX = TENANTS_OBSERVED_MAX

/** Everything that operators and their machines look at: /livez, /readyz, /metrics, /queues. */
export async function addOpsRoutes(
  app: FastifyInstance,
  options: {
    world: Pick<World, 'config' | 'clock' | 'places' | 'messages' | 'operators'>
    queue: Queue
    metrics: Metrics
    guard: Guard
    logins: Logins
    trail: AuditTrail
    canary: Pick<Canary, 'state'>
    log: Log
  },
): Promise<void> {
  const { world, queue, metrics, guard, logins, trail, canary, log } = options
  const { queueDashboard, tlsCertFile, durability } = world.config

  async function readiness(): Promise<Readiness> {
    const storeReachable = await inTime(world.places.tenants()).then(
      () => true,
      () => false,
    )
    const { ready, ageMs } = canary.state()
    const problem = !storeReachable
      ? 'The store can not be reached.'
      : ready
        ? undefined
        : 'No canary came through queue, worker and log in time. Is a worker running?'
    const details = { storeReachable, canaryAgeMs: ageMs === undefined ? undefined : Math.round(ageMs), durability }
    return { ready: ready && storeReachable, details: { ...details, ...(problem && { problem }) } }
  }

  /** What is only looked up when somebody asks. What can not be had is left as it was. */
  async function refresh(): Promise<void> {
    const { ready, ageMs } = canary.state()
    metrics.ready.set(ready ? 1 : 0)
    if (ageMs !== undefined) metrics.canaryAgeSeconds.set(ageMs / 1_000)
    const counts = await inTime(queue.getJobCounts())
    for (const [state, count] of Object.entries(counts)) metrics.queueDepth.set({ state }, count)
    const tenants = await inTime(world.places.tenants())
    if (tenants.length > TENANTS_COUNTED_MAX) return
    await inTime(refreshDeployment(world, queue, metrics, tenants))
    const all = await inTime(Promise.all(tenants.map((tenant) => world.messages.counts(tenant))))
    metrics.messages.reset()
    for (const byStatus of all)
      for (const [status, count] of Object.entries(byStatus)) metrics.messages.inc({ status }, count)
  }

  addProbes(app, readiness)
  addMetricsPage(app, metrics, {
    admit: (authorization) => guard.require(QUEUE_SCOPE, authorization),
    refresh: () => refresh().catch((err) => log.warn({ err }, 'some metrics could not be looked up')),
  })
  addConsole(app)
  if (queueDashboard) addQueueDashboard(app, { queues: [queue], logins, trail, isTls: tlsCertFile !== '' })
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The store did not answer in ${STORE_MS_MAX} ms.`)), STORE_MS_MAX)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
