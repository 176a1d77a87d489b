import { createHash } from 'node:crypto'
import { acceptedAtOf, partitionOfDevice } from '../../../core/ids.ts'
import { BATCH_ITEMS_MAX } from '../../../core/limits.ts'
import { isFinal } from '../../../core/message.ts'
import type { Place } from '../../../core/ports/messages.ts'
import type { Places } from '../../../core/ports/places.ts'
import type { CommandBrief, MessageBrief, Ranked, Search } from '../../../core/ports/search.ts'
import type { Client } from '../connect.ts'
import type { Head } from '../function-head.ts'
import { placePrefix } from '../keys.ts'
import type { Library } from '../library.ts'
import { readMessage } from '../record.ts'
import { idsOf, readCommand } from '../stored-command.ts'

/** As functions/index.lua writes them. */
const ENTRY_BYTES = 29
const ID_BYTES = 21
const HASH_BYTES = 4
const TIME_CHARS = 9
const BUCKET_MS = 32_768
/** Entries read at a time: 58 KiB. */
const ENTRIES_A_READ = 2_048
/** Numbers of buckets read at a time. */
const BUCKETS_A_READ = 64
const SETS = { open: 'due', bad: 'bad' } as const

/** core/ports/search.ts: reads, each in one place. */
export function createSearch(client: Client, library: Library, places: Places, head: Head): Search {
  /** One call of a function for many messages of a place: each stands in its command's hash, and may be in its device's window. */
  async function inCalls(fn: string, place: Place, ids: string[]): Promise<Buffer[]> {
    const all: Buffer[] = []
    for (let at = 0; at < ids.length; at += BATCH_ITEMS_MAX) {
      const some = ids.slice(at, at + BATCH_ITEMS_MAX)
      all.push(...((await library.call(fn, placePrefix(place), [...head(), ...some])) as Buffer[]))
    }
    return all
  }

  async function messages(place: Place, ids: string[]): Promise<Map<string, MessageBrief>> {
    const found = new Map<string, MessageBrief>()
    for (const [i, raw] of (await inCalls('briefs', place, ids)).entries())
      if (raw.length > 0) found.set(ids[i]!, { messageId: ids[i]!, ...readMessage(raw) })
    return found
  }

  async function listsOf(place: Place, device: string) {
    const prefix = placePrefix(place)
    // In this order of reading, one that moves on meanwhile is found twice and not missed.
    const [unsent, taken, older] = await Promise.all([
      client.lrange(`${prefix}l:${device}`, 0, -1),
      client.lrange(`${prefix}h:${device}`, 0, -1),
      client.smembers(`${prefix}o:${device}`),
    ])
    return { unsent, taken: [...older.sort(), ...taken] }
  }

  return {
    messages,

    async commandsByTime(place, { after, fromAt, toAt }, wanted, { foundMax, entriesMax }) {
      const prefix = placePrefix(place)
      const walk = createIndexWalk(client, prefix, after, fromAt, toAt)
      const isWanted = entryFilter(wanted, fromAt, toAt)
      const commands: { commandId: string; position: string }[] = []
      let entries = 0
      for (let chunk = await walk.next(); chunk; chunk = await walk.next()) {
        const { bucket, first, raw } = chunk
        for (let at = raw.length - ENTRY_BYTES; at >= 0; at -= ENTRY_BYTES) {
          entries++
          if (!isWanted(raw, at)) continue
          const position = `${bucket}.${first + at / ENTRY_BYTES}`
          commands.push({ commandId: `c${raw.toString('latin1', at, at + ID_BYTES)}`, position })
          if (commands.length === foundMax) return { commands, position, entries }
        }
        if (entries >= entriesMax) return { commands, position: `${bucket}.${first}`, entries }
      }
      return { commands, position: undefined, entries }
    },

    async ranked(place, set, after, count) {
      const key = placePrefix(place) + SETS[set]
      if (after === undefined) return rankedFrom(key, 0, count)
      // Where one that is gone would stand among equal scores is not known: those before it are passed over.
      const isBehind = ({ member, score }: Ranked): boolean =>
        score < after.score || (score === after.score && member < after.member)
      for (let asked = count; ; asked *= 2) {
        const args = [after.member, String(after.score), asked]
        const ranked = toRanked(((await library.call('ranked_after', key, args)) as Buffer[]).map(String))
        const behind = ranked.filter(isBehind)
        if (behind.length >= count || ranked.length < asked) return behind.slice(0, count)
      }
    },

    async areOpen(place, members) {
      if (members.length === 0) return []
      const scores = await client.zmscore(placePrefix(place) + SETS.open, ...members)
      return scores.map((score) => score !== null)
    },

    async messagesOf(place, commandIds) {
      const pipeline = client.pipeline()
      for (const id of commandIds) pipeline.hget(`${placePrefix(place)}c:${id}`, 'indexes')
      return (await resultsOf(pipeline)).map((indexes, i) =>
        idsOf(commandIds[i]!, place.partition, String(indexes ?? '')),
      )
    },

    async messagesOfDevice(place, device) {
      const { unsent, taken } = await listsOf(place, device)
      return [...new Set([...taken, ...unsent])].reverse()
    },

    async commands(place, ids) {
      const prefix = placePrefix(place)
      const pipeline = client.pipeline()
      for (const id of ids) pipeline.hgetBuffer(`${prefix}c:${id}`, 'record')
      const found = new Map<string, CommandBrief>()
      for (const [i, record] of ((await resultsOf(pipeline)) as (Buffer | null)[]).entries()) {
        const command = readCommand(record, undefined)
        if (command) found.set(ids[i]!, command)
      }
      return found
    },

    async outcomeCodes(place, ids) {
      const codes = (await inCalls('outcome_codes', place, ids)).map(String)
      return new Map(ids.flatMap((id, i) => (codes[i] ? [[id, codes[i]] as const] : [])))
    },

    async commandOfKeys(tenant, keys) {
      const values = await Promise.all(
        keys.map((key) =>
          client.get(`${placePrefix({ tenant, partition: partitionOfDevice(key, places.partitions) })}i:${key}`),
        ),
      )
      return values.find((value) => value !== null)?.split(' ')[0]
    },

    async deviceQueue(place, device, count) {
      const [{ unsent, taken }, again] = await Promise.all([
        listsOf(place, device),
        client.lrange(`${placePrefix(place)}y:${device}`, 0, -1),
      ])
      const ids = [...new Set([...again, ...taken, ...unsent])]
      const known = await messages(place, ids)
      const open = ids.filter((id) => known.has(id) && !isFinal(known.get(id)!.status))
      const isQueued = (id: string): boolean => known.get(id)!.status === 'queued'
      return {
        open: open.length,
        underWay: open.filter((id) => !isQueued(id)).slice(0, count),
        waiting: open.filter(isQueued).slice(0, count),
      }
    },
  }

  /** Of equal scores, the set has the higher member first, counted from its end. */
  async function rankedFrom(key: string, start: number, count: number): Promise<Ranked[]> {
    return toRanked(await client.zrevrange(key, start, start + count - 1, 'WITHSCORES'))
  }
}

function toRanked(flat: string[]): Ranked[] {
  const ranked: Ranked[] = []
  for (let i = 0; i < flat.length; i += 2) ranked.push({ member: flat[i]!, score: Number(flat[i + 1]) })
  return ranked
}

type Pipeline = { exec(): Promise<[Error | null, unknown][] | null> }

async function resultsOf(pipeline: Pipeline): Promise<unknown[]> {
  return ((await pipeline.exec()) ?? []).map(([error, result]) => {
    if (error) throw error
    return result
  })
}

type Chunk = { bucket: string; first: number; raw: Buffer }

/** The index backwards, in chunks, from a position on. A position is a bucket, and how many of its entries are still to be looked at. */
function createIndexWalk(client: Client, prefix: string, after: string | undefined, fromAt: number, toAt: number) {
  const [startBucket, startIndex] = after?.split('.') ?? []
  let buckets: string[] = startBucket === undefined ? [] : [startBucket]
  let left = startIndex === undefined ? undefined : Number(startIndex)
  let highest = startBucket === undefined ? String(Math.floor(toAt / BUCKET_MS)) : `(${bucketNumber(startBucket)}`
  let isLast = false

  async function bucketNow(): Promise<string | undefined> {
    if (buckets.length === 0 && !isLast) {
      const lowest = Math.floor(fromAt / BUCKET_MS)
      buckets = await client.zrevrangebyscore(`${prefix}xs`, highest, lowest, 'LIMIT', 0, BUCKETS_A_READ)
      isLast = buckets.length < BUCKETS_A_READ
      if (buckets.length > 0) highest = `(${bucketNumber(buckets.at(-1)!)}`
    }
    return buckets[0]
  }

  return {
    async next(): Promise<Chunk | undefined> {
      for (let bucket = await bucketNow(); bucket !== undefined; bucket = await bucketNow()) {
        const key = `${prefix}ix:${bucket}`
        left ??= Math.floor((await client.strlen(key)) / ENTRY_BYTES)
        const first = Math.max(0, left - ENTRIES_A_READ)
        const raw = left === 0 ? null : await client.getrangeBuffer(key, first * ENTRY_BYTES, left * ENTRY_BYTES - 1)
        left = first
        if (first === 0) {
          buckets.shift()
          left = undefined
        }
        if (raw && raw.length > 0) return { bucket, first, raw }
      }
      return undefined
    },
  }
}

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

const bucketNumber = (bucket: string): number =>
  [...bucket].reduce((number, digit) => number * 32 + DIGITS.indexOf(digit), 0)

const hashOf = (text: string): Buffer => Buffer.from(createHash('sha1').update(text).digest('hex').slice(0, HASH_BYTES))

/** Compares bytes: most entries that are looked at are not wanted. */
function entryFilter({ action, actor }: { action: string; actor: string }, fromAt: number, toAt: number) {
  const ofAction = action === '' ? undefined : hashOf(action)
  const ofActor = actor === '' ? undefined : hashOf(actor)
  const has = (raw: Buffer, at: number, hash: Buffer): boolean =>
    raw.compare(hash, 0, HASH_BYTES, at, at + HASH_BYTES) === 0
  const anyTime = fromAt <= 0 && toAt >= Number.MAX_SAFE_INTEGER
  return (raw: Buffer, at: number): boolean => {
    if (ofAction && !has(raw, at + ID_BYTES, ofAction)) return false
    if (ofActor && !has(raw, at + ID_BYTES + HASH_BYTES, ofActor)) return false
    if (anyTime) return true
    const acceptedAt = acceptedAtOf(`c${raw.toString('latin1', at, at + TIME_CHARS)}`)
    return acceptedAt >= fromAt && acceptedAt < toAt
  }
}
