import type { Status } from '../../core/message.ts'
import { type Interleaving, same, short } from './interleaving.ts'
import type { MessageModel } from './message-model.ts'
import { readEvents } from './world.ts'

/** Rounds of a drain: with all devices there and answering, whatever is open must end in fewer. */
const ROUNDS_MAX = 60
/** A lost job is missed after 2 s [M7]. */
const OVERDUE_MS = 2_001

/** Holds all records of the place against the model. */
export async function compareRecords({ model, ports }: Interleaving): Promise<void> {
  const stored = await ports.messages.getMany(
    ports.tenant,
    model.messages.map(({ id }) => id),
  )
  const byId = new Map(stored.map(({ message }) => [message.messageId, message]))
  for (const message of model.messages) {
    const found = byId.get(message.id)
    // When it was last touched says something at its end only: the grace of M5 counts from there.
    const updatedAt = message.isOpen ? found?.updatedAt : message.state.endedAt
    same(short(message.id), found, { messageId: message.id, ...recordOf(message, updatedAt) })
  }
  await compareDevices(model, ports)
}

/** Holds the whole log, and all that is counted, against the model. */
export async function compareLog({ model, ports }: Interleaving): Promise<void> {
  const commands = groupBy(model.messages, ({ command }) => command.commandId)
  const [events, counts, ...stored] = await Promise.all([
    readEvents(ports, 1),
    ports.messages.counts(ports.tenant),
    ...[...commands.keys()].map((id) => ports.messages.command(ports.tenant, id)),
  ])
  same('[M6] events', events.length, model.eventCount)
  const byMessage = groupBy(events, ({ messageId }) => messageId)
  for (const { id, events: right } of model.messages) {
    const seen = (byMessage.get(id) ?? []).map((event) => `${event.eventId} ${eventText(event)}`)
    const expected = right.map((event, i) => `${id}:${event.kind}:${i + 1} ${eventText(event)}`)
    same(`[M6] [H1] events of ${short(id)}`, seen, expected)
  }
  same('counts', withoutZeros(counts), withoutZeros(countStatuses(model.messages)))
  for (const found of stored) {
    const own = commands.get(found?.command.commandId ?? '') ?? []
    const finals = countStatuses(own.filter((message) => !message.isOpen))
    same('command', [found?.messages, withoutZeros(found?.finals ?? {})], [own.length, withoutZeros(finals)])
  }
}

function groupBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(nameOf(item))
    if (group) group.push(item)
    else groups.set(nameOf(item), [item])
  }
  return groups
}

function countStatuses(messages: MessageModel[]): Partial<Record<Status, number>> {
  const counts: Partial<Record<Status, number>> = {}
  for (const { status } of messages) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

async function compareDevices(model: Interleaving['model'], ports: Interleaving['ports']): Promise<void> {
  for (const device of model.devices.values()) {
    const stored = await ports.devices.get(model.place, device.name)
    const { epoch, revoked, live, session } = device
    const right = {
      epoch,
      revoked,
      online: live !== undefined,
      node: live?.node ?? '',
      session,
      open: model.openOf(device.name).length,
    }
    same(device.name, stored && { ...pickDevice(stored) }, right)
    if (live) same('[S3] channel', stored?.channel, live.channel)
  }
}

const pickDevice = ({
  epoch,
  revoked,
  online,
  node,
  session,
  open,
}: {
  epoch: number
  revoked: boolean
  online: boolean
  node: string
  session: string
  open: number
}) => ({ epoch, revoked, online, node, session, open })

function recordOf(m: MessageModel, updatedAt: number | undefined): object {
  return {
    status: m.status,
    before: m.state.before,
    revision: m.events.length,
    attempt: m.state.attempt,
    tries: m.tries,
    late: m.state.late,
    percent: m.percent,
    updatedAt,
    dueAt: m.dueAt,
    receivedAt: m.receivedAt,
    device: m.device,
    session: m.session,
    reason: m.reason,
    note: m.note,
    outcome: m.outcome,
    conflicts: m.conflicts,
  }
}

const eventText = (e: { kind: string; at: number; attempt: number; reason: string; nextAt: number }): string =>
  `${e.kind}@${e.at}#${e.attempt} ${e.reason} ${e.nextAt}`
const withoutZeros = (counts: Partial<Record<Status, number>>): [string, number][] =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort()

/**
 * All devices come and do what they are asked; jobs are taken, clocks run. Then all that was accepted must be final, by what
 * the store says of itself only: a job is taken when the store has given one.
 */
export async function drain(it: Interleaving): Promise<void> {
  const { model, ports } = it
  for (const { name, revoked } of model.devices.values()) if (!revoked) await it.open(name, 'n1', '')
  for (let round = 0; round < ROUNDS_MAX; round++) {
    while (await it.sweep(256));
    while (model.jobs > 0) {
      model.jobs--
      while (await it.claim(256));
    }
    await answerAll(it)
    const open = model.messages.filter((message) => message.isOpen)
    if (open.length === 0) return
    const next = Math.min(...open.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > it.now))
    ports.clock.advance(Math.min(Math.max(next - it.now, 1), OVERDUE_MS))
  }
  const stuck = model.messages.filter((message) => message.isOpen).map(({ id, status }) => `${short(id)} ${status}`)
  throw new Error(`accepted and never ended: ${stuck.join(', ')}`)
}

/** What the devices have, they do. */
async function answerAll(it: Interleaving): Promise<void> {
  const inputs = {
    sent: 'succeed',
    received: 'succeed',
    running: 'succeed',
    deferred: 'ready',
    canceling: 'cancel_accepted',
  } as const
  const reports = it.model.messages.flatMap(({ id, device, status }) => {
    const input = (inputs as Partial<Record<Status, (typeof inputs)[keyof typeof inputs]>>)[status]
    const live = it.model.devices.get(device)?.live
    if (!input || !live) return []
    const outcome = { code: 'OK', detail: '', output: 'drained' }
    return { input, messageId: id, device, channel: live.channel, session: live.session, outcome }
  })
  for (let from = 0; from < reports.length; from += 256) await it.say(reports.slice(from, from + 256))
}
