import type { Accepted, Draft } from '../command.ts'
import { SottoError } from '../errors.ts'
import { acceptedAtOf, COMMAND_MESSAGES_MAX, commandId, messageId, partitionOfDevice } from '../ids.ts'
import { BATCH_ITEMS_MAX, DEVICES_PER_FLEET_MAX, DEVICES_PER_SUBMIT_MAX } from '../limits.ts'
import type { Principal } from '../ports/access.ts'
import type { Selected } from '../ports/devices.ts'
import type { Binding, Bound, CommandRecord, Place, SubmitOptions, SubmitProblem } from '../ports/messages.ts'
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
  const composed = (devices: string[], id: string): Composed => ({
    command: { ...record(world, principal, draft, checked, id), ...carried },
    ...compose(world, principal.tenant, devices, id),
  })
  const binding = bindingOf(world, principal, draft)
  const wanted = draft.fleet ? undefined : composed(draft.devices, fresh)
  const [only, ...others] = wanted?.chunks ?? []
  if (!wanted || !only || others.length > 0) {
    return await submitInSteps(world, principal.tenant, draft, binding, fresh, (devices, id) =>
      wanted && id === fresh ? wanted : composed(devices, id),
    )
  }
  const bound = await storeOne(world, wanted.command, only, { force: false, binding })
  if (!bound || !binding) return accepted(world, wanted, false)
  const earlier = composed(draft.devices, sameBody(bound, binding))
  await store(world, earlier)
  return accepted(world, earlier, bound.commandId !== fresh)
}

/** One whose devices are still to be found, or that is more than one step: its key is bound first. */
async function submitInSteps(
  world: Parts,
  tenant: string,
  draft: Draft,
  binding: Binding | undefined,
  fresh: string,
  composed: (devices: string[], id: string) => Composed,
): Promise<Accepted> {
  const id = binding ? sameBody(await world.messages.reserve(tenant, binding, fresh), binding) : fresh
  try {
    const { devices, haveRoom } = await targets(world, tenant, draft, id)
    const whole = composed(devices, id)
    await store(world, whole, { haveRoom, isFleet: draft.fleet !== undefined })
    return accepted(world, whole, id !== fresh)
  } catch (error) {
    // Refused before anything was stored: the key may be used again when what was wrong is mended. Of an earlier try something
    // may be stored; only what this one made is taken back.
    if (error instanceof SottoError && binding && id === fresh) await world.messages.release(tenant, binding, fresh)
    throw error
  }
}

type Composed = { command: CommandRecord; items: Item[]; chunks: Chunk[] }

function compose(world: Parts, tenant: string, devices: string[], id: string): Omit<Composed, 'command'> {
  const items = devices.map((device, index) => ({
    device,
    index,
    messageId: messageId(id, partitionOfDevice(device, world.places.partitions), index),
  }))
  return { items, chunks: chunksOf(world, tenant, items) }
}

const accepted = ({ config }: Parts, { command, items }: Composed, repeated: boolean): Accepted => ({
  commandId: command.commandId,
  messageIds: items.length > DEVICES_PER_SUBMIT_MAX ? [] : items.map((item) => item.messageId),
  messageCount: items.length,
  durability: config.durability,
  repeated,
  acceptedAt: command.acceptedAt,
})

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

function bindingOf({ digest }: Parts, { keyId }: Principal, draft: Draft): Binding | undefined {
  const { idempotencyKey, ...body } = draft
  if (idempotencyKey === '') return undefined
  return {
    // Keys of two API keys never meet: one application can't learn of another's commands by guessing.
    idempotencyKey: digest.sha256(`${keyId} ${idempotencyKey}`),
    bodySha256: digest.sha256(JSON.stringify(body)),
  }
}

/** The command that the key stands for. @throws SottoError when that has another body */
function sameBody(bound: Bound, binding: Binding): string {
  if (bound.bodySha256 !== binding.bodySha256)
    throw new SottoError('IDEMPOTENCY_CONFLICT', { field: 'idempotency_key' })
  return bound.commandId
}

async function targets(world: Parts, tenant: string, draft: Draft, id: string): Promise<Selected> {
  if (!draft.fleet) return { devices: draft.devices, haveRoom: false }
  const found = await world.devices.select(tenant, draft.fleet, FLEET_MAX)
  if (found.devices.length > FLEET_MAX)
    throw new SottoError('TOO_MANY_DEVICES', { field: 'fleet', detail: `more than ${FLEET_MAX}` })
  if (found.devices.length === 0) throw new SottoError('UNKNOWN_DEVICE', { field: 'fleet' })
  if (draft.idempotencyKey === '') return found
  const devices = await world.messages.keepTargets(tenant, id, found.devices)
  // Those of an earlier try may be others.
  return { devices, haveRoom: found.haveRoom && devices === found.devices }
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

/** One chunk is all or nothing by itself; of several, all are checked before the first is stored, unless it is known that they have room. */
async function store(
  world: Parts,
  { command, chunks }: Composed,
  { haveRoom = false, isFleet = false } = {},
): Promise<void> {
  const single = chunks.length === 1
  if (!single && !haveRoom) {
    await Promise.all(
      chunks.map(async ({ place, items }) => refuse(await world.messages.check(place, items), items, world)),
    )
  }
  await Promise.all(chunks.map((chunk) => storeOne(world, command, chunk, { force: !single, isFleet })))
}

async function storeOne(
  world: Parts,
  command: CommandRecord,
  { place, items }: Chunk,
  options: SubmitOptions,
): Promise<Bound | undefined> {
  const { problem, bound, kick } = await world.messages.submit(place, command, items, options)
  refuse(problem, items, world)
  if (kick > 0) world.work.kick(place, kick)
  return bound
}

function refuse(problem: SubmitProblem | undefined, items: Item[], { config }: Parts): void {
  if (!problem) return
  const index = items[problem.index]?.index ?? 0
  throw new SottoError(problem.code, { field: `devices[${index}]`, detail: `${config.openPerDeviceMax}` })
}
