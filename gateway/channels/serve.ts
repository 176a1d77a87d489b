import type { Server as HttpServer } from 'node:http'
import { receive } from '../../core/flow/receive.ts'
import { takeApart } from '../../core/flow/sweep.ts'
import type { Report, ReportAnswer } from '../../core/ports/messages.ts'
import type { World } from '../../core/ports/world.ts'
import type { Log } from '../ops/log.ts'
import type { Metrics } from '../ops/metrics.ts'
import type { Node } from './channel.ts'
import { createConnections } from './connections.ts'
import { serveGrpc } from './grpc.ts'
import { createKnownKeys } from './hello.ts'
import { createHub, deviceKey } from './hub.ts'
import { createPace } from './pace.ts'
import { createPresence } from './presence.ts'
import { createReports } from './reports.ts'
import { serveSocketIo } from './socketio.ts'
import { type ChannelTraces, createChannelTraces } from './traced.ts'

/** From the goodbye of all channels until the connections are cut. */
const GOODBYE_MS = 2_000

export type Channels = {
  /** The handler of DeviceService.Connect; connectDefinition has its codecs. */
  connect: ReturnType<typeof serveGrpc>
  /** Puts Socket.IO on an HTTP server. */
  serveHttp(server: HttpServer): void
  /** Sends all devices elsewhere [S7], stores what they said, and leaves the directory of nodes. */
  close(): Promise<void>
}

/** All device channels of this node, and the node's place among the others: its inbox and its lease [S6]. */
export async function serveChannels(world: World, nodeId: string, metrics: Metrics, log: Log): Promise<Channels> {
  const problem = (what: string) => (err: Error) => log.warn({ err }, what)
  const hub = createHub()
  const presence = createPresence(
    world.devices,
    ({ tenant }, { device, channel }) => hub.close(deviceKey(tenant, device), channel, 'CHANNEL_LOST'),
    problem('presence'),
  )
  const traced = world.traces && createChannelTraces(world.traces)
  const reports = createReports(async (place, batch) => {
    const store = () => receive(world, place, batch)
    const answers = await (traced ? traced.reported(batch, store) : store())
    countReports(metrics, batch, answers)
    if (log.isLevelEnabled('debug')) {
      answers.forEach((answer, i) => {
        const { input, messageId, session: sessionId, device } = batch[i] ?? {}
        log.debug({ input, answer, messageId, sessionId, device }, 'a device reported')
      })
    }
    return answers
  }, onLostStore)
  function onLostStore(err: Error): void {
    metrics.storeErrors.inc({ call: 'report' })
    log.warn({ err }, 'reports')
  }
  const node: Node = {
    ...{
      id: nodeId,
      world,
      hub,
      reports,
      presence,
      connections: createConnections(),
      pace: createPace(),
      keys: createKnownKeys(),
    },
    observe: observeBy(metrics, traced),
    log,
    onProblem: problem('channel'),
  }
  await takeApart(world, nodeId)
  await world.nodes.beat(nodeId, leaseMs(world))
  const beat = setInterval(() => void renew().catch(problem('lease')), leaseMs(world) / 3)
  const inbox = world.inbox.read(nodeId, (parcels) => hub.handle(parcels))
  const servers: { close(): Promise<void> }[] = []

  async function renew(): Promise<void> {
    if (!(await world.nodes.beat(nodeId, leaseMs(world)))) hub.closeAll('CHANNEL_LOST')
  }

  return {
    connect: serveGrpc(node),
    serveHttp(server) {
      servers.push(serveSocketIo(server, node, world.config))
    },
    async close() {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, GOODBYE_MS)
      })
      await Promise.race([Promise.all([node.connections.leave('SHUTTING_DOWN'), reports.drained()]), late])
      clearTimeout(timer)
      node.pace.close()
      await Promise.all(servers.map((server) => server.close()))
      await presence.close()
      traced?.close()
      clearInterval(beat)
      await inbox.close()
      // With the store away, the end of the lease says it [S6].
      await takeApart(world, nodeId).catch(problem('leave'))
    },
  }
}

const leaseMs = ({ config }: World): number => config.nodeLeaseSeconds * 1_000

/** By what was said and what became of it; a batch has few such pairs, and a counter is slower than a number. */
function countReports(metrics: Metrics, batch: Report[], answers: ReportAnswer[]): void {
  const counts = new Map<string, number>()
  answers.forEach((answer, i) => {
    const pair = `${batch[i]?.input} ${answer}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  })
  for (const [pair, count] of counts) {
    const [input = '', answer = ''] = pair.split(' ')
    metrics.reports.inc({ input, answer }, count)
  }
}

function observeBy(metrics: Metrics, traced: ChannelTraces | undefined): Node['observe'] {
  return {
    opened: (wire) => metrics.channels.inc({ wire }),
    closed(wire, reason, wasOpen) {
      if (wasOpen) metrics.channels.dec({ wire })
      metrics.channelCloses.inc({ wire, reason })
    },
    refused: (code) => metrics.refusedInput.inc({ door: 'channel', reason: code }),
    delivered(wire, items) {
      metrics.deliveredFrames.inc({ wire })
      metrics.deliveredMessages.inc({ wire }, items.length)
      traced?.delivered(wire, items)
    },
  }
}
