import { commandId, messageId, partitionOfDevice } from '../../core/ids.ts'
import { BATCH_ITEMS_MAX } from '../../core/limits.ts'
import type { Place, Report } from '../../core/ports/messages.ts'
import type { Store } from '../../store/open.ts'

/** What the messages of a store are like that has run for a while. */
export type SeedPlan = {
  tenant: string
  messages: number
  devices: number
  /** Of the messages: in commands for one device; the rest in commands for FLEET devices. */
  singleShare: number
  /** Of the messages: end as failed; stay open. */
  failedShare: number
  openShare: number
}

const FLEET = 100
const ACTIONS = ['lock', 'locate', 'collect-logs', 'restart', 'show-nothing']
const ACTORS = ['k0seed', 'k1seed', 'k2seed']
/** Messages of one round: submitted, sent, answered. A device has at most one command of a round, and room in its window. */
const ROUND = 20_000

/** No process beats for these channels; they stand for longer than any run. */
const SEED_LEASE_MS = 86_400_000

type Channel = { place: Place; device: string; session: string; channel: number }

/**
 * Fills a store with messages through the product's own functions, many items a call, without processes and sockets: devices
 * enrol and connect, commands are submitted, claimed and answered.
 */
export async function seed(store: Store, plan: SeedPlan, onProgress: (done: number) => void): Promise<void> {
  const channels = await connectAll(store, plan)
  let made = 0
  for (let round = 0; made < plan.messages; round++) {
    const size = Math.min(ROUND, plan.messages - made)
    await submitRound(store, plan, channels, round, size)
    await answerAll(store, plan, channels, round)
    made += size
    onProgress(made)
  }
}

async function connectAll(store: Store, { tenant, devices }: SeedPlan): Promise<Map<string, Channel>> {
  const channels = new Map<string, Channel>()
  await store.nodes.beat('seed', SEED_LEASE_MS)
  const names = Array.from({ length: devices }, (_, i) => `dev-${String(i).padStart(6, '0')}`)
  for (let at = 0; at < names.length; at += 500) {
    await Promise.all(
      names.slice(at, at + 500).map(async (device) => {
        const place = { tenant, partition: partitionOfDevice(device, store.places.partitions) }
        await store.devices.enroll(place, device, store.chance.bytes(32), { site: `site-${at % 7}` })
        const opened = await store.devices.open(place, {
          ...{ device, epoch: 1, node: 'seed', wire: 'grpc', presented: '', freshSession: `s-${device}` },
          ...{ agent: 'seed', actions: [] },
        })
        if ('session' in opened) channels.set(device, { place, device, ...opened })
      }),
    )
  }
  return channels
}

/** Devices in turn, so that none has more open messages than it may. */
async function submitRound(
  store: Store,
  { tenant, singleShare }: SeedPlan,
  channels: Map<string, Channel>,
  round: number,
  size: number,
): Promise<void> {
  const names = [...channels.keys()]
  const singles = Math.round(size * singleShare)
  const work: Promise<void>[] = []
  for (let i = 0; i < size; ) {
    const count = i < singles ? 1 : Math.min(FLEET, size - i)
    const devices = Array.from({ length: count }, (_, n) => names[(round * size + i + n) % names.length]!)
    work.push(submitOne(store, tenant, devices, round * 31 + i))
    i += count
    if (work.length >= 256) await Promise.all(work.splice(0))
  }
  await Promise.all(work)
}

async function submitOne(store: Store, tenant: string, devices: string[], n: number): Promise<void> {
  const acceptedAt = store.clock.now()
  const id = commandId(acceptedAt, store.chance.bytes(12))
  const content = `{"n":${n}}`
  const command = {
    ...{ commandId: id, action: ACTIONS[n % ACTIONS.length]!, content, contentSha256: store.digest.sha256(content) },
    hook: { applications: ['app'], program: '', arguments: [], interrupt: false },
    clocks: { deliverBy: 86_400, ackBy: 300, lease: 43_200, completeBy: 43_200 },
    ...{
      concurrencyKey: '',
      tags: [],
      supersede: false,
      actor: ACTORS[n % ACTORS.length]!,
      acceptedAt,
      traceparent: '',
    },
  }
  const byPartition = new Map<number, { messageId: string; device: string }[]>()
  devices.forEach((device, index) => {
    const partition = partitionOfDevice(device, store.places.partitions)
    const item = { messageId: messageId(id, partition, index), device }
    byPartition.set(partition, [...(byPartition.get(partition) ?? []), item])
  })
  await Promise.all(
    [...byPartition].map(([partition, items]) =>
      store.messages.submit({ tenant, partition }, command, items, { force: true }),
    ),
  )
}

/** What was submitted is sent and answered, but for what is to stay open. */
async function answerAll(
  store: Store,
  { tenant, failedShare, openShare }: SeedPlan,
  channels: Map<string, Channel>,
  round: number,
): Promise<void> {
  let n = round * 7
  const endOf = (): Report['input'] | undefined => {
    const lot = ((n++ * 2_654_435_761) % 4_294_967_296) / 4_294_967_296
    return lot < openShare ? undefined : lot < openShare + failedShare ? 'fail' : 'succeed'
  }
  await Promise.all(
    Array.from({ length: store.places.partitions }, async (_, partition) => {
      const place = { tenant, partition }
      while (true) {
        const { messages, more } = await store.messages.claim(place, BATCH_ITEMS_MAX)
        const reports = messages.map(({ messageId, device, attempt }): Report => {
          const { session, channel } = channels.get(device)!
          const input = endOf()
          const about = { messageId, device, session, channel, attempt, contentSha256: '', content: '' }
          if (input === undefined) return { ...about, input: 'receipt' }
          const code = input === 'fail' ? `CODE_${n % 5}` : 'OK'
          return { ...about, input, outcome: { code, detail: '', output: '' } }
        })
        if (reports.length > 0) await store.messages.report(place, reports)
        if (!more && messages.length === 0) return
      }
    }),
  )
}
