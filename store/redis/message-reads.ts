import { commandOf, partitionOf, partitionOfDevice } from '../../core/ids.ts'
import { STATUSES, type Status } from '../../core/message.ts'
import type { MessageRecord, Messages, Place } from '../../core/ports/messages.ts'
import type { Places } from '../../core/ports/places.ts'
import type { Client } from './connect.ts'
import { readDeviceState } from './device-state.ts'
import type { Head } from './function-head.ts'
import { placePrefix } from './keys.ts'
import type { Library } from './library.ts'
import { readMessage, readOutcome } from './record.ts'
import { idsOf, readCommand, type StoredCommand } from './stored-command.ts'

type Reads = Pick<
  Messages,
  'get' | 'command' | 'listByCommand' | 'listByDevice' | 'getMany' | 'circumstances' | 'counts'
>

/** Lists are pages of identifiers; messages are read by a function, since what a message is stands in two places (functions/read.lua). */
export function createMessageReads(client: Client, library: Library, places: Places, head: Head): Reads {
  const placesOf = (tenant: string): Place[] =>
    Array.from({ length: places.partitions }, (_, partition) => ({ tenant, partition }))
  const placeOfMessage = (tenant: string, id: string): Place => ({ tenant, partition: partitionOf(id) })

  async function read(place: Place, ids: string[]): Promise<(MessageRecord | undefined)[]> {
    const found = (await library.call('read', placePrefix(place), [...head(), ...ids])) as [Buffer, Buffer, Buffer[]][]
    return found.map(([raw, outcome, conflicts], i) =>
      raw
        ? {
            messageId: ids[i] ?? '',
            ...readMessage(raw),
            outcome: outcome.length > 0 ? readOutcome(outcome) : undefined,
            conflicts: conflicts.map(readOutcome),
          }
        : undefined,
    )
  }

  async function getMany(tenant: string, ids: string[]): Promise<{ message: MessageRecord; command: StoredCommand }[]> {
    const messages = new Map<string, MessageRecord>()
    const commands = new Map<string, StoredCommand>()
    const names = new Set(ids.map((id) => `${partitionOf(id)}:${commandOf(id)}`))
    await Promise.all([
      ...placesOf(tenant).map(async (place) => {
        const here = ids.filter((id) => partitionOf(id) === place.partition)
        if (here.length === 0) return
        for (const message of await read(place, here)) if (message) messages.set(message.messageId, message)
      }),
      ...[...names].map(async (name) => {
        const [partition = '', commandId = ''] = name.split(':')
        const key = `${placePrefix({ tenant, partition: Number(partition) })}c:${commandId}`
        const command = readCommand(...((await client.hmgetBuffer(key, 'record', 'content')) as [Buffer, Buffer]))
        if (command) commands.set(name, command)
      }),
    ])
    return ids.flatMap((id) => {
      const message = messages.get(id)
      const command = commands.get(`${partitionOf(id)}:${commandOf(id)}`)
      return message && command ? [{ message, command }] : []
    })
  }

  return {
    getMany,
    async get(tenant, id) {
      if (partitionOf(id) >= places.partitions) return undefined
      return (await getMany(tenant, [id]))[0]
    },

    async command(tenant, commandId) {
      const parts = await Promise.all(
        placesOf(tenant).map((place) => client.hmgetBuffer(`${placePrefix(place)}c:${commandId}`, ...COMMAND_FIELDS)),
      )
      let command: StoredCommand | undefined
      let messages = 0
      const finals: Partial<Record<Status, number>> = {}
      for (const [record, content, n, ...ended] of parts) {
        command ??= readCommand(record, content)
        messages += Number(n ?? 0)
        STATUSES.forEach((status, i) => {
          const count = Number(ended[i] ?? 0)
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
      const [unsent, taken, older] = await Promise.all([
        client.lrange(`${prefix}l:${device}`, 0, -1),
        client.lrange(`${prefix}h:${device}`, 0, -1),
        client.smembers(`${prefix}o:${device}`),
      ])
      // In this order of reading, one that moves on meanwhile is found twice and not missed.
      return page([...new Set([...older.sort(), ...taken, ...unsent])].reverse(), after, count)
    },

    async circumstances(tenant, { messageId, device }, key) {
      const prefix = placePrefix(placeOfMessage(tenant, messageId))
      const [raw, seen, holder, position, again] = await Promise.all([
        client.getBuffer(`${prefix}d:${device}`),
        client.hget(`${prefix}f:${device}`, 'seen'),
        key === '' ? null : client.hget(`${prefix}k:${device}`, key),
        client.lpos(`${prefix}l:${device}`, messageId),
        client.llen(`${prefix}y:${device}`),
      ])
      const state = raw && readDeviceState(raw)
      return {
        online: Boolean(state?.node),
        lastSeenAt: Number(seen ?? 0),
        unreceipted: state?.unreceipted ?? 0,
        keyHolder: holder && holder !== messageId ? holder : undefined,
        ahead: position === null ? 0 : position + again,
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

const COMMAND_FIELDS = ['record', 'content', 'n', ...STATUSES.map((_, i) => `f${i + 1}`)]

const indexText = (id: string): string => id.slice(-4)

function page(ids: string[], after: string | undefined, count: number): string[] {
  const from = after === undefined ? 0 : ids.indexOf(after) + 1
  return after !== undefined && from === 0 ? [] : ids.slice(from, from + count)
}
