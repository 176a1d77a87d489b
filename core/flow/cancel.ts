import { SottoError } from '../errors.ts'
import { COMMAND_ID, COMMAND_MESSAGES_MAX, MESSAGE_ID, partitionOf } from '../ids.ts'
import { BATCH_ITEMS_MAX } from '../limits.ts'
import type { Principal } from '../ports/access.ts'
import type { World } from '../ports/world.ts'

type Parts = Pick<World, 'places' | 'messages' | 'work'>
type Request = { commandId?: string; messageId?: string }

/** [M12] Before `sent` at once; after it the device is asked. @throws SottoError */
export async function cancel(
  world: Parts,
  { tenant }: Principal,
  request: Request,
): Promise<{ canceled: number; asked: number; unchanged: number }> {
  const counts = { canceled: 0, asked: 0, unchanged: 0, unknown: 0 }
  for (const [partition, ids] of byPartition(await idsOf(world, tenant, request))) {
    const place = { tenant, partition }
    for (let at = 0; at < ids.length; at += BATCH_ITEMS_MAX) {
      const { outcomes, kick } = await world.messages.cancel(place, ids.slice(at, at + BATCH_ITEMS_MAX))
      for (const outcome of outcomes) counts[outcome]++
      if (kick > 0) world.work.kick(place, kick)
    }
  }
  const { unknown, ...known } = counts
  if (unknown > 0 && request.messageId)
    throw new SottoError('NOT_FOUND', { field: 'message_id', detail: 'no such message' })
  return known
}

async function idsOf(
  { messages, places }: Parts,
  tenant: string,
  { commandId = '', messageId = '' }: Request,
): Promise<string[]> {
  if ((commandId === '') === (messageId === ''))
    throw new SottoError('INVALID_FIELD', {
      field: 'command_id',
      detail: 'exactly one of command_id and message_id must be given',
    })
  if (messageId !== '') {
    if (!MESSAGE_ID.test(messageId) || partitionOf(messageId) >= places.partitions)
      throw new SottoError('NOT_FOUND', { field: 'message_id', detail: 'no such message' })
    return [messageId]
  }
  const ids = COMMAND_ID.test(commandId)
    ? await messages.listByCommand(tenant, commandId, undefined, COMMAND_MESSAGES_MAX)
    : []
  if (ids.length === 0) throw new SottoError('NOT_FOUND', { field: 'command_id', detail: 'no such command' })
  return ids
}

function byPartition(ids: string[]): Map<number, string[]> {
  const groups = new Map<number, string[]>()
  for (const id of ids) {
    const group = groups.get(partitionOf(id))
    if (group) group.push(id)
    else groups.set(partitionOf(id), [id])
  }
  return groups
}
