import { randomBytes } from 'node:crypto'
import type { Queue } from 'bullmq'
import type { World } from '../core/ports/world.ts'
import { createActionCheck } from './api/action-check.ts'
import { bootstrapAdminKey } from './api/admin-key.ts'
import { createAuditTrail } from './api/audit-trail.ts'
import { createGuard } from './api/caller.ts'
import { createCalls } from './api/calls.ts'
import { createFleetService } from './api/fleet-service.ts'
import { createGrpcApi } from './api/grpc.ts'
import { createHttpApi } from './api/http.ts'
import { createLogins } from './api/logins.ts'
import { createServedStreams } from './api/served-stream.ts'
import { createServices } from './api/services.ts'
import { watchTlsFiles } from './api/tls.ts'
import { connectCodec } from './channels/grpc.ts'
import { serveChannels } from './channels/serve.ts'
import { createHookService } from './hooks/hook-service.ts'
import { createStreamDirectory } from './hooks/stream-directory.ts'
import { createObserveService } from './observe/observe-service.ts'
import { createOperateService } from './operate/operate-service.ts'
import { recentOperations } from './operate/operation-view.ts'
import { createQueueSwitches } from './operate/queue-switches.ts'
import { createRunner } from './operate/runner.ts'
import { startCanary } from './ops/canary.ts'
import type { Log } from './ops/log.ts'
import { createMetrics } from './ops/metrics.ts'
import { addOpsRoutes } from './ops/routes.ts'
import { VERSION } from './version.ts'

/** For unary calls and streams that are under way when the process is asked to end. */
const GRACE_MS = 5_000

export type Gateway = {
  facts: { http: string; grpc: string; adminKeyFile: string | null }
  close(): Promise<void>
}

/** The whole door: both listeners and all behind them, on a world that is open. @param queue what the queue dashboard shows */
export async function serveGateway(world: World, queue: Queue, log: Log): Promise<Gateway> {
  const { config } = world
  const metrics = createMetrics()
  metrics.collectProcess()
  const guard = createGuard(world)
  const adminKey = await bootstrapAdminKey(world, config.dataFolder)
  const nodeId = config.nodeId || randomBytes(6).toString('hex')
  const connected = createStreamDirectory(world.operators.streams, nodeId, (err) => log.warn({ err }, 'streams'))
  const hooks = createHookService(world, { metrics, log, guard, onLook: connected.tell })
  const trail = createAuditTrail(world)
  const actions = createActionCheck(world)
  const onProblem = (err: Error) => log.warn({ err }, 'operations')
  const runner = createRunner(world, { guard, actions, trail, onProblem })
  const operate = {
    ...createOperateService(world, { actions, trail, onStarted: runner.poke }),
    ...createQueueSwitches(queue),
  }
  const operations = async (tenant: string) =>
    recentOperations(await world.operators.operations.list(tenant), world.clock.now())
  const fleet = createFleetService(world, actions)
  const lists = { ListSubscriptions: hooks.calls.ListSubscriptions, ListDevices: fleet.ListDevices }
  const observe = createObserveService(world, { queue, tail: hooks.tail, operations, lists, version: VERSION, log })
  const more = { FleetService: fleet, HookService: hooks.calls, ObserveService: observe.calls, OperateService: operate }
  const services = createServices({ world, guard, version: VERSION, actions, more })
  const calls = createCalls({ guard, services, streams: observe.streams, trail, metrics, log })
  const streams = createServedStreams(calls)
  const logins = createLogins({ world, guard, trail })
  const tls = watchTlsFiles(config, log)
  const grpc = createGrpcApi({ config, calls, streams, tls })
  const http = createHttpApi({ config, calls, streams, logins, tls })
  const channels = await serveChannels(world, nodeId, metrics, log)
  const canary = startCanary(world, (err) => log.warn({ err }, 'canary'))
  await addOpsRoutes(http.app, { world, queue, metrics, guard, logins, trail, canary, log })

  grpc.addStreams('DeviceService', { Connect: channels.connect }, { Connect: connectCodec })
  grpc.addStreams('HookService', { Subscribe: hooks.subscribe }, { Subscribe: hooks.codec })
  channels.serveHttp(http.server)
  const [httpAt, grpcAt] = await Promise.all([http.listen(), grpc.listen()])
  grpc.setServing(true)

  return {
    facts: {
      http: `${tls ? 'https' : 'http'}://${httpAt.host}:${httpAt.port}`,
      grpc: `${grpcAt.host}:${grpcAt.port}`,
      adminKeyFile: adminKey.state === 'elsewhere' ? null : adminKey.adminKeyPath,
    },
    async close() {
      grpc.setServing(false)
      canary.close()
      streams.close()
      // First no new connections: a device that is sent away must not come back to a node that stops.
      const listeners = Promise.all([grpc.close(GRACE_MS), http.close(GRACE_MS)])
      await Promise.all([hooks.drain(), channels.close()])
      await listeners
      await Promise.all([hooks.close(), runner.close(), connected.close()])
      tls?.close()
    },
  }
}
