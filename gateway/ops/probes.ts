import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback } from '../api/safe-bind.ts'
import type { Metrics } from './metrics.ts'

/** [B5, B6] What the canary last proved. */
export type Readiness = {
  ready: boolean
  details: {
    storeReachable: boolean
    /** Since a canary came through queue, worker, log and reader; undefined: none did yet. */
    canaryAgeMs: number | undefined
    durability: string
    /** For people: why not, and what to do. */
    problem?: string
  }
}

/** `/livez`: the process answers. `/readyz`: work gets through it. Neither needs a key, and neither tells anything of a tenant. */
export function addProbes(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  app.get('/livez', async () => ({ live: true }))
  app.get('/readyz', async (_, reply) => {
    const { ready, details } = await readiness()
    return reply.code(ready ? 200 : 503).send({ ready, ...details })
  })
}

/**
 * `/metrics` in Prometheus' text form: from this machine without a key, from elsewhere with one that has queues:read.
 * A request that a proxy passed on is from elsewhere.
 */
export function addMetricsPage(
  app: FastifyInstance,
  metrics: Metrics,
  options: {
    /** Throws unless the header bears such a key. */
    admit(authorization: string | undefined): Promise<unknown>
    /** Brings up to date what is only looked up when somebody asks. */
    refresh(): Promise<void>
  },
): void {
  app.get('/metrics', async (request, reply) => {
    if (!isFromThisMachine(request)) await options.admit(request.headers.authorization)
    await options.refresh()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

const isFromThisMachine = ({ headers, socket }: FastifyRequest): boolean =>
  isLoopback(socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined
