import { setTimeout as sleep } from 'node:timers/promises'
import { createSotto, type Sotto } from '../../clients/sdk/index.ts'
import { TENANT } from './actors/device/channels.ts'
import { devicesOf, partsOf } from './cast.ts'
import { readFinals } from './final-reads.ts'
import { type HistoryWriter, openHistory } from './history.ts'
import { BOUNDS, type Stage } from './stage.ts'

const LOOK_MS = 200
const CANARIES = 6

/**
 * The end of a run: nothing new but a few canaries, until nothing is open any more, every device has said all, and every
 * subscriber is at the end of the log; or until the bound. Then the last look at store and API.
 */
export async function drain(stage: Stage): Promise<void> {
  const history = openHistory(stage.folder, 'final')
  for (const actor of stage.processes.values()) actor.tell({ say: 'calm' })
  const startedAt = performance.now()
  const gateways = partsOf(stage.cast, 'gateway').map(
    ({ name }) => `127.0.0.1:${stage.link(`applications>${name}`).port}`,
  )
  const clients = gateways.map((address) => createSotto({ address, key: stage.key }))
  try {
    await canaries(stage, clients, history)
    let open = await leftOpen(stage)
    while (open.length > 0 && performance.now() - startedAt < BOUNDS.drainMs) {
      await sleep(LOOK_MS)
      open = await leftOpen(stage)
    }
    const ms = open.length === 0 ? performance.now() - startedAt : -1
    history.write({ is: 'drained', ms, open: open.length, note: open.join('; ') })
    try {
      await readFinals(stage, clients[0]!, history)
    } catch (error) {
      history.write({ is: 'drained', ms: -1, open: 0, note: `the last reads failed: ${error}` })
    }
  } finally {
    for (const client of clients) client.close()
  }
}

/** Messages to devices that do them at once, by each gateway in turn; at once, so that none waits for one that does not come. */
async function canaries(stage: Stage, clients: Sotto[], history: HistoryWriter): Promise<void> {
  const devices = devicesOf(stage.cast)
  const step = Math.max(1, Math.floor(devices.length / CANARIES))
  const chosen = devices.filter((_, n) => n % step === 0)
  await Promise.all(chosen.map((device, i) => canary(stage, clients[i % clients.length]!, device, history)))
}

async function canary(stage: Stage, sotto: Sotto, device: string, history: HistoryWriter): Promise<void> {
  const startedAt = performance.now()
  let command = ''
  let ms = -1
  try {
    const submitted = await sotto.submit({ action: 'act', params: { do: 'quick', ms: 0 }, devices: [device] })
    command = submitted.commandId
    await sotto.waitFor(command, { timeoutMs: BOUNDS.drainMs })
    ms = performance.now() - startedAt
  } catch (error) {
    stage.history.write({ is: 'refused', key: `canary ${device}`, reason: String(error), isFinal: false })
  }
  history.write({ is: 'canary', device, command, ms })
}

/** What is not at its end yet, in words. */
async function leftOpen(stage: Stage): Promise<string[]> {
  const left: string[] = []
  try {
    const counts = await stage.direct.messages.counts(TENANT)
    for (const status of ['queued', 'sent', 'received', 'running', 'deferred', 'canceling'] as const)
      if ((counts[status] ?? 0) > 0) left.push(`${counts[status]} ${status}`)
    left.push(...(await behind(stage)))
  } catch (error) {
    left.push(String(error))
  }
  for (const actor of stage.processes.values()) {
    const { open, settled, of, out } = (actor.reported() ?? {}) as Record<string, number>
    if (actor.kind === 'fleet' || actor.kind === 'agent') {
      if (open !== of || settled !== of) left.push(`${actor.name}: ${open} open and ${settled} settled of ${of}`)
    } else if (actor.kind === 'application' && out !== 0) left.push(`${actor.name}: ${out} submits without an answer`)
  }
  return left
}

/** Subscribers that are not at the end of a log; of a group, all its members together. */
async function behind({ cast, direct, processes }: Stage): Promise<string[]> {
  const found: string[] = []
  for (let partition = 0; partition < direct.places.partitions; partition++) {
    const { tailSeq } = await direct.hookLog.bounds({ tenant: TENANT, partition })
    const at = new Map<string, number>()
    for (const part of partsOf(cast, 'subscriber')) {
      const { positions = {} } = (processes.get(part.name)?.reported() ?? {}) as { positions?: Record<string, number> }
      const who = part.reading === 'group' ? 'group' : part.name
      at.set(who, Math.max(at.get(who) ?? 0, positions[partition] ?? 0))
    }
    for (const [who, seq] of at) if (seq < tailSeq) found.push(`${who}: ${seq} of ${tailSeq} in partition ${partition}`)
  }
  return found
}
