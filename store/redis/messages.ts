import { Cluster } from 'ioredis'
import { placeKey } from '../../core/command.ts'
import type { Config } from '../../core/config.ts'
import { partitionOfDevice } from '../../core/ids.ts'
import { BATCH_ITEMS_MAX, HISTORY_PER_DEVICE_MAX } from '../../core/limits.ts'
import { DEVICE_INPUTS, type DeviceInput } from '../../core/message.ts'
import type {
  Binding,
  Bound,
  CommandRecord,
  Messages,
  Place,
  Report,
  ReportAnswer,
  SubmitOptions,
  SubmitProblem,
  Waiter,
} from '../../core/ports/messages.ts'
import type { Places } from '../../core/ports/places.ts'
import { short, toBuffer, u8, u32 } from './bytes.ts'
import { readClaim } from './claim-reply.ts'
import type { Client } from './connect.ts'
import { hasRoom } from './device-state.ts'
import type { Head } from './function-head.ts'
import { createGather } from './gather.ts'
import { placePrefix, targets } from './keys.ts'
import type { Library } from './library.ts'
import { createMessageReads } from './message-reads.ts'
import { deliverByAt, packShared, writeCommand } from './stored-command.ts'

const IDEMPOTENCY_MS = 86_400_000
const NOBODY: Waiter = { name: '', turn: 0 }
/** Characters of the end of an identifier, by which those of a command differ in a place. */
const INDEX_CHARS = 4
/** Blocks of the hook log looked at in one step of a trim. */
const TRIM_BLOCKS = 50

/** core/ports/messages.ts over the function library: what changes is one function each, what only reads is in message-reads.ts. */
export function createMessages(client: Client, library: Library, places: Places, config: Config, head: Head): Messages {
  const call = async (fn: string, place: Place, ...args: (string | number | Buffer)[]) =>
    (await library.call(fn, placePrefix(place), [...head(), ...args])) as unknown[]

  const placeOfKey = (tenant: string, key: string): Place => ({
    tenant,
    partition: partitionOfDevice(key, places.partitions),
  })

  const reserve = createGather<Place, [key: string, value: string], string>(
    placeKey,
    BATCH_ITEMS_MAX,
    () => 1,
    async (place, items) => (await call('reserve', place, IDEMPOTENCY_MS, ...items.flat())).map(String),
  )

  const keyOf = (tenant: string, { idempotencyKey }: Binding): string =>
    `${placePrefix(placeOfKey(tenant, idempotencyKey))}i:${idempotencyKey}`

  const bounds = [config.openPerDeviceMax, config.windowPerChannel, HISTORY_PER_DEVICE_MAX, IDEMPOTENCY_MS]

  const submit = createGather<Place, Submission, SubmitAnswer>(
    placeKey,
    BATCH_ITEMS_MAX,
    ({ items }) => items.length,
    async (place, submissions) => {
      const args = submissions.flatMap((submission) =>
        submitArguments(submission, submission.binding ? keyOf(place.tenant, submission.binding) : ''),
      )
      const [kick, ...words] = await call('submit', place, ...bounds, ...args)
      return submissions.map((_, i) => ({
        kick: i === 0 ? Number(kick) : 0,
        ...readSubmitAnswer(words.slice(2 * i, 2 * i + 2)),
      }))
    },
  )

  const messages: Messages = {
    async reserve(tenant, binding, commandId) {
      const key = binding.idempotencyKey
      return readBound(await reserve(placeOfKey(tenant, key), [key, boundValue(commandId, binding)]))
    },

    async release(tenant, binding, commandId) {
      await library.call('release', keyOf(tenant, binding), [boundValue(commandId, binding)])
    },

    async keepTargets(tenant, commandId, devices) {
      const kept = await client.set(targets(tenant, commandId), devices.join('\n'), 'PX', IDEMPOTENCY_MS, 'NX', 'GET')
      return kept === null ? devices : String(kept).split('\n')
    },

    async check(place, items) {
      const prefix = placePrefix(place)
      // Nearly always, and for a fraction of what the function costs.
      const stored = await client.mgetBuffer(items.map(({ device }) => `${prefix}d:${device}`))
      if (stored.every((raw) => hasRoom(raw, config.openPerDeviceMax))) return undefined
      return readSubmitAnswer(await call('check', place, config.openPerDeviceMax, packItems(items))).problem
    },

    async submit(place, command, items, { binding, ...options }) {
      if (!binding || !(client instanceof Cluster)) return await submit(place, { command, items, binding, ...options })
      // There, the key is in a slot of its own: not one step, but as safe as a submit in steps [M11].
      const bound = await messages.reserve(place.tenant, binding, command.commandId)
      if (bound.commandId !== command.commandId) return { bound, kick: 0 }
      const answer = await submit(place, { command, items, ...options })
      if (answer.problem) await messages.release(place.tenant, binding, command.commandId)
      return answer
    },

    async claim(place, itemsMax, waiter = NOBODY) {
      const limits = [itemsMax, config.windowPerChannel, HISTORY_PER_DEVICE_MAX]
      return readClaim(await call('claim', place, ...limits, waiter.name, waiter.turn))
    },

    async report(place, reports) {
      const [kick, words] = await call('report', place, ...reportArguments(reports))
      return { kick: Number(kick), answers: String(words).split(' ') as ReportAnswer[] }
    },

    async cancel(place, messageIds) {
      const [kick, ...words] = await call('cancel', place, ...messageIds)
      return {
        kick: Number(kick),
        outcomes: words.map((word) => String(word) as 'canceled' | 'asked' | 'unchanged' | 'unknown'),
      }
    },

    async sweep(place, itemsMax) {
      const [kick, handled, more] = await call('sweep', place, itemsMax)
      return { kick: Number(kick), handled: Number(handled), more: Number(more) === 1 }
    },

    async trim(place, keepMs) {
      return Number(await library.call('trim', placePrefix(place), [...head(), keepMs, TRIM_BLOCKS]))
    },

    async canary(place, token) {
      const [kick] = await call('canary', place, token)
      return { kick: Number(kick) }
    },

    async canarySeen(place, token) {
      await call('canary_seen', place, token)
    },

    ...createMessageReads(client, library, places, head),
  }
  return messages
}

/**
 * What all identifiers begin with; then of each the end in which it differs, and its device. One long argument costs less than
 * many short ones, on both sides.
 */
function packItems(items: { messageId: string; device: string }[]): Buffer {
  let packed = items[0]?.messageId.slice(0, -INDEX_CHARS) ?? ''
  for (const { messageId, device } of items) packed += messageId.slice(-INDEX_CHARS) + short(device)
  return toBuffer(packed)
}

type Submission = SubmitOptions & { command: CommandRecord; items: { messageId: string; device: string }[] }
type SubmitAnswer = Awaited<ReturnType<Messages['submit']>>

/** @param key of the binding, with its place; '' without one */
function submitArguments(
  { command, items, force, isFleet, binding }: Submission,
  key: string,
): (string | number | Buffer)[] {
  return [
    (force ? 1 : 0) + (command.supersede ? 2 : 0) + (isFleet ? 4 : 0),
    ...writeCommand(command),
    packShared(command),
    ...[deliverByAt(command), packItems(items)],
    ...[key, binding ? boundValue(command.commandId, binding) : ''],
  ]
}

const boundValue = (commandId: string, { bodySha256 }: Binding): string => `${commandId} ${bodySha256}`

function readBound(value: string): Bound {
  const [commandId = '', bodySha256 = ''] = value.split(' ')
  return { commandId, bodySha256 }
}

/**
 * One argument with an item after the other, by device, as functions/report.lua says; what most results are, done and nothing to
 * add, is packed altogether. What more others have to say follows as arguments of their own.
 */
function reportArguments(reports: Report[]): (string | number | Buffer)[] {
  const more: (string | number)[] = []
  let packed = ''
  let device = ''
  let channel = -1
  let session = ''
  for (const r of reports) {
    if (r.device !== device || r.channel !== channel || r.session !== session) {
      ;({ device, channel, session } = r)
      const known = SESSION.test(session) ? session : NO_SESSION
      packed += DEVICE_MARK + short(device) + u32(channel) + short(known)
    }
    const isShort = isPlain(r)
    const input = INPUTS[r.input] + (isShort ? 0 : ITEM_MORE)
    packed += u8(input) + r.messageId + u32(r.attempt ?? 0) + short(r.contentSha256 ?? '')
    if (isShort) continue
    more.push(r.content ?? '', r.sequence ?? 0, r.percent ?? 0, r.note ?? '', r.untilAt ?? 0)
    more.push(r.outcome?.code ?? '', r.outcome?.detail ?? '', r.outcome?.output ?? '')
  }
  return [toBuffer(packed), ...more]
}

const DEVICE_MARK = '@'
const ITEM_MORE = 32
const INPUTS = Object.fromEntries(DEVICE_INPUTS.map((input, i) => [input, i + 1])) as Record<DeviceInput, number>
/** A device's own word may be anything; what has none of these forms is no session's. */
const SESSION = /^[A-Za-z0-9_-]{0,64}$/
const NO_SESSION = '?'

function isPlain({ input, content, outcome }: Report): boolean {
  if (input === 'receipt') return !content
  return input === 'succeed' && !content && (!outcome || (outcome.code === 'OK' && !outcome.detail && !outcome.output))
}

/** Of one command: a word ('' or none when all is well), and the index of a device or what a key is bound to. */
function readSubmitAnswer([word, detail]: unknown[]): Pick<SubmitAnswer, 'problem' | 'bound'> {
  const code = word === undefined ? '' : String(word)
  if (code === '') return {}
  if (code === 'BOUND') return { bound: readBound(String(detail)) }
  return { problem: { code: code as SubmitProblem['code'], index: Number(detail) } }
}
