import type { Accepted, Draft } from '../command.ts'
import { SottoError } from '../errors.ts'
import { acceptedAtOf, COMMAND_MESSAGES_MAX, commandId, messageId, partitionOfDevice } from '../ids.ts'
import { BATCH_ITEMS_MAX, DEVICES_PER_FLEET_MAX, DEVICES_PER_SUBMIT_MAX } from '../limits.ts'
import type { Principal } from '../ports/access.ts'
import type { CommandRecord, Place, SubmitProblem } from '../ports/messages.ts'
import type { World } from '../ports/world.ts'
import type { Carried } from '../traceparent.ts'
import { type CheckedDraft, checkDraft } from './check-draft.ts'

type Parts = Pick<World, 'config' | 'clock' | 'chance' | 'digest' | 'places' | 'messages' | 'devices' | 'work'>
type Item = { messageId: string; device: string; index: number }
/** What goes into the store in one atomic step. */
type Chunk = { place: Place; items: Item[] }

/** What one fleet may resolve to, and a command's identifiers can count. */
const FLEET_MAX = Math.min(DEVICES_PER_FLEET_MAX, COMMAND_MESSAGES_MAX)

/**
 * [M1] One message a device; returns when all of them and their events are stored. All or nothing: a device that can't take it
 * refuses the whole. [M11] With an idempotency key, a submit that was cut off is completed by its repetition.
 * @param carried [A6] is kept with the command, and no part of what an idempotency key stands for
 * @throws SottoError
 */
export async function submit(
  world: Parts,
  principal: Principal,
  draft: Draft,
  carried: Carried = {},
): Promise<Accepted> {
  const checked = checkDraft(draft, world.config)
  const fresh = commandId(world.clock.now(), world.chance.bytes(12))
  const { commandId: id, release } = await reserve(world, principal, draft, fresh)
  try {
    const devices = await targets(world, principal.tenant, draft, id)
    const command = { ...record(world, principal, draft, checked, id), ...carried }
    const items = devices.map((device, index) => ({
      device,
      index,
      messageId: messageId(id, partitionOfDevice(device, world.places.partitions), index),
    }))
    await store(world, command, chunksOf(world, principal.tenant, items))
    return {
      commandId: id,
      messageIds: items.length > DEVICES_PER_SUBMIT_MAX ? [] : items.map((item) => item.messageId),
      messageCount: items.length,
      durability: world.config.durability,
      repeated: id !== fresh,
      acceptedAt: command.acceptedAt,
    }
  } catch (error) {
    // Refused before anything was stored: the key may be used again when what was wrong is mended.
    if (error instanceof SottoError) await release()
    throw error
  }
}

function record(
  { digest }: Parts,
  principal: Principal,
  draft: Draft,
  { content, clocks }: CheckedDraft,
  id: string,
): CommandRecord {
  return {
    commandId: id,
    action: draft.action,
    content,
    contentSha256: digest.sha256(content),
    hook: {
      ...draft.hook,
      applications: draft.hook.applications.length > 0 ? draft.hook.applications : [principal.application],
    },
    clocks,
    concurrencyKey: draft.concurrencyKey,
    tags: draft.tags,
    supersede: draft.supersede,
    actor: principal.keyId,
    acceptedAt: acceptedAtOf(id),
  }
}

type Reservation = { commandId: string; release(): Promise<void> }

/** Binds the idempotency key to the fresh command, or finds the command that it is bound to. */
async function reserve(world: Parts, { tenant, keyId }: Principal, draft: Draft, fresh: string): Promise<Reservation> {
  const { idempotencyKey, ...body } = draft
  if (idempotencyKey === '') return { commandId: fresh, release: async () => undefined }
  const bodySha256 = world.digest.sha256(JSON.stringify(body))
  // Keys of two API keys never meet: one application can't learn of another's commands by guessing.
  const key = world.digest.sha256(`${keyId} ${idempotencyKey}`)
  const bound = await world.messages.reserve(tenant, key, fresh, bodySha256)
  if (bound.bodySha256 !== bodySha256) throw new SottoError('IDEMPOTENCY_CONFLICT', { field: 'idempotency_key' })
  return {
    commandId: bound.commandId,
    // Of an earlier try something may be stored; only what this one made is taken back.
    release: async () => {
      if (bound.commandId === fresh) await world.messages.release(tenant, key, fresh, bodySha256)
    },
  }
}

async function targets(world: Parts, tenant: string, draft: Draft, id: string): Promise<string[]> {
  if (!draft.fleet) return draft.devices
  const found = await world.devices.select(tenant, draft.fleet, FLEET_MAX)
  if (found.length > FLEET_MAX)
    throw new SottoError('TOO_MANY_DEVICES', { field: 'fleet', detail: `more than ${FLEET_MAX}` })
  if (found.length === 0) throw new SottoError('UNKNOWN_DEVICE', { field: 'fleet' })
  return draft.idempotencyKey === '' ? found : await world.messages.keepTargets(tenant, id, found)
}

function chunksOf({ places }: Parts, tenant: string, items: Item[]): Chunk[] {
  const byPartition = new Map<number, Item[]>()
  for (const item of items) {
    const partition = partitionOfDevice(item.device, places.partitions)
    const list = byPartition.get(partition)
    if (list) list.push(item)
    else byPartition.set(partition, [item])
  }
  return [...byPartition].flatMap(([partition, list]) => {
    const place = { tenant, partition }
    const chunks: Chunk[] = []
    for (let at = 0; at < list.length; at += BATCH_ITEMS_MAX)
      chunks.push({ place, items: list.slice(at, at + BATCH_ITEMS_MAX) })
    return chunks
  })
}

/** One chunk is all or nothing by itself; of several, all are checked before the first is stored. */
async function store(world: Parts, command: CommandRecord, chunks: Chunk[]): Promise<void> {
  const single = chunks.length === 1
  if (!single) {
    await Promise.all(
      chunks.map(async ({ place, items }) => refuse(await world.messages.check(place, items), items, world)),
    )
  }
  await Promise.all(
    chunks.map(async ({ place, items }) => {
      const { problem, kick } = await world.messages.submit(place, command, items, !single)
      refuse(problem, items, world)
      if (kick > 0) world.work.kick(place, kick)
    }),
  )
}

function refuse(problem: SubmitProblem | undefined, items: Item[], { config }: Parts): void {
  if (!problem) return
  const index = items[problem.index]?.index ?? 0
  throw new SottoError(problem.code, { field: `devices[${index}]`, detail: `${config.openPerDeviceMax}` })
}
