import { type Sotto, SottoError } from '../../clients/sdk/index.ts'
import { BATCH_ITEMS_MAX } from '../../core/limits.ts'
import type { FetchResponse, FetchResponse__Output } from '../../proto/gen/sotto/v1/FetchResponse.ts'
import type { HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { codec } from '../../proto/index.ts'
import { TENANT } from './actors/device/channels.ts'
import { partsOf } from './cast.ts'
import type { HistoryWriter, LogRest } from './history.ts'
import type { Stage } from './stage.ts'

const BLOCKS = 64
const DEVICES = 10_000
/** Asked for one by one over the API; of more messages than that, those in the middle are asked for in the store only. */
const API_MESSAGES_MAX = 4_000
const CALLS_AT_A_TIME = 32
/** A block of the log holds what `FetchResponse.events` holds. */
const events = codec<FetchResponse, FetchResponse__Output>('FetchResponse')

/** The last look: the whole log, every message in the store and many over the API, devices and channels. */
export async function readFinals(stage: Stage, sotto: Sotto, history: HistoryWriter): Promise<void> {
  const { direct } = stage
  const messages = new Set<string>()
  for (let partition = 0; partition < direct.places.partitions; partition++) {
    for await (const { epoch, seq, event } of logOf(stage, partition)) {
      const { eventId: id, messageId: m, deviceId: d } = event
      const kind = event.kind.slice('EVENT_KIND_'.length).toLowerCase()
      history.write({ is: 'log', p: partition, epoch, seq, id, m, d, kind, t: event.occurredAt, rest: restOf(event) })
      messages.add(m)
    }
  }
  const ids = [...messages]
  for (let at = 0; at < ids.length; at += BATCH_ITEMS_MAX) {
    for (const { message, command } of await direct.messages.getMany(TENANT, ids.slice(at, at + BATCH_ITEMS_MAX))) {
      const { messageId: m, device: d, status, late, attempt } = message
      const { ackBy, lease, completeBy } = command.clocks
      history.write({
        ...{ is: 'stored-message', m, d, status, late, attempt },
        clocks: {
          deliverByAt: command.deliverByAt,
          ackByMs: ackBy * 1_000,
          leaseMs: lease * 1_000,
          completeByMs: completeBy * 1_000,
        },
      })
    }
  }
  await readApi(sotto, [...ids.slice(0, API_MESSAGES_MAX / 2), ...ids.slice(-API_MESSAGES_MAX / 2)], history)
  for (const { device: d, online, node, session, channel } of await direct.devices.list(TENANT, '', DEVICES))
    history.write({ is: 'stored-device', d, online, node, session, channel })
  for (const { name } of partsOf(stage.cast, 'gateway'))
    history.write({ is: 'gateway-channels', gateway: name, channels: await channelsOf(stage, name) })
}

async function* logOf({ direct }: Stage, partition: number) {
  const place = { tenant: TENANT, partition }
  for (let from = (await direct.hookLog.bounds(place)).firstSeq; ; ) {
    const { epoch, blocks } = await direct.hookLog.read(place, from, BLOCKS)
    if (blocks.length === 0) return
    for (const block of blocks) {
      const inside = events.decode(Buffer.from(block.data)).events
      for (const [i, event] of inside.entries()) yield { epoch, seq: block.firstSeq + i, event }
      from = block.firstSeq + block.count
    }
  }
}

/** Only what a kind has. */
function restOf(event: HookEvent__Output): LogRest {
  const rest: LogRest = {
    ...{ reason: event.reason, verified: event.contentVerified, late: event.late, status: event.status },
    ...{
      code: event.outcomeCode,
      nextAt: event.nextAt,
      sha: event.contentSha256,
      session: event.sessionId,
      attempt: event.attempt,
    },
  }
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '' && value !== 0 && value !== false))
}

async function readApi(sotto: Sotto, ids: string[], history: HistoryWriter): Promise<void> {
  const left = [...new Set(ids)]
  await Promise.all(
    Array.from({ length: CALLS_AT_A_TIME }, async () => {
      for (let m = left.pop(); m !== undefined; m = left.pop()) {
        history.write({ is: 'api-message', m, ...(await askFor(sotto, m)) })
      }
    }),
  )
}

async function channelsOf(stage: Stage, gateway: string): Promise<number> {
  const { port } = stage.link(`devices>${gateway}:http`)
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return [...page.matchAll(/^sotto_channels\{[^}]*\} (\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
}

async function askFor(sotto: Sotto, m: string): Promise<{ status: string; late: boolean }> {
  try {
    const { status, late } = await sotto.get(m)
    return { status, late }
  } catch (error) {
    if (error instanceof SottoError) return { status: error.reason, late: false }
    throw error
  }
}
