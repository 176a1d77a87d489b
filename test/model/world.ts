import { Redis } from 'ioredis'
import type { Config } from '../../core/config.ts'
import type { EventKind } from '../../core/message.ts'
import type { Chance } from '../../core/ports/clock.ts'
import type { Devices, Nodes } from '../../core/ports/devices.ts'
import type { HookLog } from '../../core/ports/hook-log.ts'
import type { Messages } from '../../core/ports/messages.ts'
import type { Places } from '../../core/ports/places.ts'
import type { Events, Events__Output } from '../../proto/gen/sotto/v1/Events.ts'
import { codec } from '../../proto/index.ts'
import { createDevices } from '../../store/redis/devices.ts'
import { createHead } from '../../store/redis/function-head.ts'
import { createHookLog } from '../../store/redis/hook-log.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { createMessages } from '../../store/redis/messages.ts'
import { createNodes } from '../../store/redis/nodes.ts'
import { openPlaces } from '../../store/redis/places.ts'
import { manualClock, testConfig } from '../support/fixture.ts'
import type { Rules } from './message-model.ts'
import type { SeenEvent } from './place-model.ts'
import type { Waiting, Waitings } from './waiting.ts'

/** The ports of one interleaving: a tenant and a clock of its own on the one store. */
export type Ports = {
  tenant: string
  config: Config
  clock: ReturnType<typeof manualClock>
  chance: Chance
  places: Places
  messages: Messages
  devices: Devices
  nodes: Nodes
  log: HookLog
  waiting: Waiting
}

const events = codec<Events, Events__Output>('Events')
/** One, so that all devices share a place and meet each other there. */
export const PARTITIONS = 1

/** A connection that sends what many interleavings ask at the same time as one pipeline. */
export function connectPipelined(socketPath: string): Redis {
  const client = new Redis(socketPath, { enableAutoPipelining: true })
  // ioredis' pipelines lose the first argument of `call`, and have each command by its own name (not all of them typed).
  const { fcallBuffer } = client as unknown as { fcallBuffer: (...args: unknown[]) => Promise<unknown> }
  const call = client.callBuffer.bind(client) as (...args: unknown[]) => Promise<unknown>
  client.callBuffer = ((command: string, ...args: unknown[]) =>
    command === 'FCALL' ? fcallBuffer.apply(client, args) : call(command, ...args)) as typeof client.callBuffer
  return client
}

/** What opens the ports of one interleaving after another. */
export async function openPorts(client: Redis, waitings: Waitings) {
  const functions = await loadLibrary(client)
  const places = await openPlaces(client, PARTITIONS, 'model')
  let tenants = 0
  return (settings: Record<string, unknown>, seed: number): Ports => {
    const clock = manualClock()
    const chance = seededChance(seed)
    const config = testConfig(settings)
    const head = createHead(config, clock, chance)
    const noBlocking = () => {
      throw new Error('The model reads pages only.')
    }
    return {
      ...{ tenant: `t${++tenants}`, config, clock, chance, places },
      messages: createMessages(client, functions, places, config, head),
      devices: createDevices(client, functions, places, config, head),
      nodes: createNodes(client, functions, clock, head),
      log: createHookLog(client, noBlocking, functions),
      waiting: waitings.open(),
    }
  }
}

/** The same for the same seed: identifiers and backoffs are part of what happens, and of what must happen again. */
function seededChance(seed: number): Chance {
  let state = seed | 0
  const unit = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 2 ** 32
  }
  return { unit, bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(unit() * 256)) }
}

export const rulesOf = (config: Config): Rules => ({
  graceMs: config.lateGraceSeconds * 1_000,
  attemptsMax: config.attemptsMax,
  window: config.windowPerChannel,
  openMax: config.openPerDeviceMax,
  backoffBaseMs: config.retryBaseMs,
  backoffCapMs: config.retryCapMs,
})

/** The events from a sequence number on, oldest first. @throws when the log has a hole or a count that is wrong [H1] */
export async function readEvents({ log, tenant }: Ports, fromSeq: number): Promise<SeenEvent[]> {
  const seen: SeenEvent[] = []
  const page = await log.read({ tenant, partition: 0 }, fromSeq, 10_000)
  let next = fromSeq
  for (const { firstSeq, count, data } of page.blocks) {
    const decoded = events.decode(data).events
    if (decoded.length !== count) throw new Error(`[H1] a block says ${count} events and holds ${decoded.length}`)
    if (firstSeq > next) throw new Error(`[H1] events ${next} to ${firstSeq - 1} are missing`)
    for (const event of decoded.slice(next - firstSeq)) {
      seen.push({
        ...{ messageId: event.messageId, eventId: event.eventId, attempt: event.attempt, reason: event.reason },
        kind: event.kind.slice('EVENT_KIND_'.length).toLowerCase() as EventKind,
        ...{ at: event.occurredAt, nextAt: event.nextAt },
      })
    }
    next = firstSeq + count
  }
  if (next !== page.tailSeq + 1)
    throw new Error(`[H1] the log says it ends at ${page.tailSeq}, and ends at ${next - 1}`)
  return seen
}
