import { commandOf, partitionOf, partitionOfDevice } from '../../core/ids.ts'
import { STATUSES, type Status } from '../../core/message.ts'
import type { MessageRecord, Messages, Place } from '../../core/ports/messages.ts'
import type { Places } from '../../core/ports/places.ts'
import type { Client } from './connect.ts'
import { placePrefix } from './keys.ts'
import { readMessage, readOutcome } from './record.ts'
import { idsOf, readCommand, type StoredCommand } from './stored-command.ts'

type Reads = Pick<
  Messages,
  'get' | 'command' | 'listByCommand' | 'listByDevice' | 'getMany' | 'circumstances' | 'counts'
>

/** Reads need no function: each message is one value, and lists are pages of identifiers. */
export function createMessageReads(client: Client, places: Places): Reads {
  const placesOf = (tenant: string): Place[] =>
    Array.from({ length: places.partitions }, (_, partition) => ({ tenant, partition }))
  const placeOfMessage = (tenant: string, id: string): Place => ({ tenant, partition: partitionOf(id) })

  async function commandIn(place: Place, commandId: string): Promise<StoredCommand | undefined> {
    const [record, content, deliverBy, sha] = await client.hmgetBuffer(
      `${placePrefix(place)}c:${commandId}`,
      'record',
      'content',
      'deliver_by',
      'sha',
    )
    return readCommand(record, content, deliverBy, sha)
  }

  async function message(tenant: string, id: string): Promise<MessageRecord | undefined> {
    const prefix = placePrefix(placeOfMessage(tenant, id))
    const [raw, outcome, conflicts] = await Promise.all([
      client.getBuffer(`${prefix}m:${id}`),
      client.getBuffer(`${prefix}r:${id}`),
      client.lrangeBuffer(`${prefix}x:${id}`, 0, -1),
    ])
    if (!raw) return undefined
    return {
      messageId: id,
      ...readMessage(raw),
      outcome: outcome ? readOutcome(outcome) : undefined,
      conflicts: conflicts.map(readOutcome),
    }
  }

  async function getMany(tenant: string, ids: string[]): Promise<{ message: MessageRecord; command: StoredCommand }[]> {
    const commands = new Map<string, Promise<StoredCommand | undefined>>()
    const found = await Promise.all(
      ids.map(async (id) => {
        const place = placeOfMessage(tenant, id)
        const name = `${place.partition}:${commandOf(id)}`
        const command = commands.get(name) ?? commandIn(place, commandOf(id))
        commands.set(name, command)
        return { message: await message(tenant, id), command: await command }
      }),
    )
    return found.flatMap(({ message, command }) => (message && command ? [{ message, command }] : []))
  }

  return {
    getMany,
    async get(tenant, id) {
      if (partitionOf(id) >= places.partitions) return undefined
      return (await getMany(tenant, [id]))[0]
    },

    async command(tenant, commandId) {
      const parts = await Promise.all(
        placesOf(tenant).map((place) => client.hgetallBuffer(`${placePrefix(place)}c:${commandId}`)),
      )
      let command: StoredCommand | undefined
      let messages = 0
      const finals: Partial<Record<Status, number>> = {}
      for (const part of parts) {
        command ??= readCommand(part.record, part.content, part.deliver_by, part.sha)
        messages += Number(part.n ?? 0)
        STATUSES.forEach((status, i) => {
          const count = Number(part[`f${i + 1}`] ?? 0)
          if (count > 0) finals[status] = (finals[status] ?? 0) + count
        })
      }
      return command && { command, messages, finals }
    },

    async listByCommand(tenant, commandId, after, count) {
      const parts = await Promise.all(
        placesOf(tenant).map(async (place) =>
          idsOf(
            commandId,
            place.partition,
            (await client.hget(`${placePrefix(place)}c:${commandId}`, 'indexes')) ?? '',
          ),
        ),
      )
      const ids = parts.flat().sort((a, b) => (indexText(a) < indexText(b) ? 1 : -1))
      return page(ids, after, count)
    },

    async listByDevice(tenant, device, after, count) {
      const prefix = placePrefix({ tenant, partition: partitionOfDevice(device, places.partitions) })
      const [list, older] = await Promise.all([
        client.lrange(`${prefix}l:${device}`, 0, -1),
        client.smembers(`${prefix}o:${device}`),
      ])
      return page([...older.sort(), ...list].reverse(), after, count)
    },

    async circumstances(tenant, { messageId, device }, key) {
      const prefix = placePrefix(placeOfMessage(tenant, messageId))
      const [fields, unreceipted, holder, position] = await Promise.all([
        client.hmget(`${prefix}d:${device}`, 'node', 'seen', 'head'),
        client.scard(`${prefix}u:${device}`),
        key === '' ? null : client.hget(`${prefix}k:${device}`, key),
        client.lpos(`${prefix}l:${device}`, messageId),
      ])
      const [node, seen, head] = fields
      return {
        online: Boolean(node),
        lastSeenAt: Number(seen ?? 0),
        unreceipted,
        keyHolder: holder && holder !== messageId ? holder : undefined,
        ahead: position === null ? 0 : Math.max(0, position - Number(head ?? 0)),
      }
    },

    async counts(tenant) {
      const counts: Partial<Record<Status, number>> = {}
      for (const part of await Promise.all(placesOf(tenant).map((place) => client.hgetall(`${placePrefix(place)}n`)))) {
        STATUSES.forEach((status, i) => {
          counts[status] = (counts[status] ?? 0) + Number(part[i + 1] ?? 0)
        })
      }
      return counts
    },
  }
}

const indexText = (id: string): string => id.slice(-4)

function page(ids: string[], after: string | undefined, count: number): string[] {
  const from = after === undefined ? 0 : ids.indexOf(after) + 1
  return after !== undefined && from === 0 ? [] : ids.slice(from, from + count)
}
