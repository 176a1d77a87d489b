import type { Config } from '../../core/config.ts'
import { commandOf, partitionOfDevice } from '../../core/ids.ts'
import { BATCH_ITEMS_MAX, HISTORY_PER_DEVICE_MAX } from '../../core/limits.ts'
import type {
  Claim,
  Claimed,
  ClaimedCancel,
  CommandRecord,
  Messages,
  Place,
  Report,
  ReportAnswer,
  SubmitProblem,
} from '../../core/ports/messages.ts'
import type { Places } from '../../core/ports/places.ts'
import type { Client } from './connect.ts'
import { eventHead } from './event-head.ts'
import { createGather } from './gather.ts'
import { placePrefix, targets } from './keys.ts'
import type { Library } from './library.ts'
import { createMessageReads } from './message-reads.ts'
import { deliverByAt, readCommand, type StoredCommand, writeCommand } from './stored-command.ts'

const IDEMPOTENCY_MS = 86_400_000
/** Blocks of the hook log looked at in one step of a trim. */
const TRIM_BLOCKS = 50

type Wire = 'socketio' | 'grpc'

/** core/ports/messages.ts over the function library: what changes is one function each, what only reads is in message-reads.ts. */
export function createMessages(
  client: Client,
  library: Library,
  places: Places,
  config: Config,
  head: () => number[],
): Messages {
  const call = async (fn: string, place: Place, ...args: (string | number | Buffer)[]) =>
    (await library.call(fn, placePrefix(place), [...head(), ...args])) as unknown[]

  const placeOfKey = (tenant: string, key: string): Place => ({
    tenant,
    partition: partitionOfDevice(key, places.partitions),
  })

  const reserve = createGather<[key: string, value: string], string>(
    BATCH_ITEMS_MAX,
    () => 1,
    async (place, items) => (await call('reserve', place, IDEMPOTENCY_MS, ...items.flat())).map(String),
  )

  const submit = createGather<Submission, { kick: number; problem?: SubmitProblem }>(
    BATCH_ITEMS_MAX,
    ({ items }) => items.length,
    async (place, submissions) => {
      const args = submissions.flatMap(submitArguments)
      const [kick, ...problems] = await call('submit', place, config.openPerDeviceMax, ...args)
      return submissions.map((_, i) => {
        const problem = readProblem(problems.slice(2 * i, 2 * i + 2))
        return { kick: i === 0 ? Number(kick) : 0, ...(problem && { problem }) }
      })
    },
  )

  return {
    async reserve(tenant, idempotencyKey, commandId, bodySha256) {
      const value = `${commandId} ${bodySha256}`
      const bound = await reserve(placeOfKey(tenant, idempotencyKey), [idempotencyKey, value])
      const [id = commandId, sha = bodySha256] = bound.split(' ')
      return { commandId: id, bodySha256: sha }
    },

    async release(tenant, idempotencyKey, commandId, bodySha256) {
      const key = `${placePrefix(placeOfKey(tenant, idempotencyKey))}i:${idempotencyKey}`
      await library.call('release', key, [`${commandId} ${bodySha256}`])
    },

    async keepTargets(tenant, commandId, devices) {
      const kept = await client.set(targets(tenant, commandId), devices.join('\n'), 'PX', IDEMPOTENCY_MS, 'NX', 'GET')
      return kept === null ? devices : String(kept).split('\n')
    },

    async check(place, items) {
      return readProblem(await call('check', place, config.openPerDeviceMax, ...itemArguments(items)))
    },

    submit: (place, command, items, force) => submit(place, { command, items, force }),

    async claim(place, itemsMax, waiter = '') {
      return readClaim(await call('claim', place, itemsMax, config.windowPerChannel, HISTORY_PER_DEVICE_MAX, waiter))
    },

    async report(place, reports) {
      const args = reportArguments(head(), reports)
      const [kick, words] = (await library.call('report', placePrefix(place), args)) as unknown[]
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
}

/**
 * What all identifiers begin with, the ends in which they differ, and the devices. Few long arguments cost less than many
 * short ones, on both sides.
 */
function itemArguments(items: { messageId: string; device: string }[]): string[] {
  let indexes = ''
  let devices = ''
  for (const { messageId, device } of items) {
    indexes += messageId.slice(-INDEX_CHARS)
    devices += devices === '' ? device : ` ${device}`
  }
  return [items[0]?.messageId.slice(0, -INDEX_CHARS) ?? '', indexes, devices]
}

type Submission = { command: CommandRecord; items: { messageId: string; device: string }[]; force: boolean }

function submitArguments({ command, items, force }: Submission): (string | number | Buffer)[] {
  const [only, ...others] = command.hook.applications
  return [
    ...[force ? 1 : 0, command.supersede ? 1 : 0, command.commandId, ...writeCommand(command)],
    ...[command.contentSha256, eventHead(command), others.length === 0 ? (only ?? '') : '', command.concurrencyKey],
    ...[command.clocks.ackBy * 1_000, command.clocks.lease * 1_000, command.clocks.completeBy * 1_000],
    ...[deliverByAt(command), command.action],
    ...itemArguments(items),
  ]
}

/**
 * One argument with a word after the other, by device; what most results are, done and nothing to add, is four words. What
 * more others have to say follows as arguments of their own.
 */
function reportArguments(head: number[], reports: Report[]): (string | number)[] {
  const more: (string | number)[] = []
  let words = ''
  let device = ''
  let channel = -1
  let session = ''
  for (const r of reports) {
    if (r.device !== device || r.channel !== channel || r.session !== session) {
      ;({ device, channel, session } = r)
      // The device's own word, which may be anything: escaped, what is no session is none still.
      words += `@ ${device} ${channel} ${encodeURIComponent(session) || '-'} `
    }
    const isShort = isPlain(r)
    words += `${isShort ? r.input : `+${r.input}`} ${r.messageId} ${r.attempt ?? 0} ${r.contentSha256 || '-'} `
    if (isShort) continue
    more.push(r.content ?? '', r.sequence ?? 0, r.percent ?? 0, r.note ?? '', r.untilAt ?? 0)
    more.push(r.outcome?.code ?? '', r.outcome?.detail ?? '', r.outcome?.output ?? '')
  }
  return [...head, words, ...more]
}

function isPlain({ input, content, outcome }: Report): boolean {
  if (input === 'receipt') return !content
  return input === 'succeed' && !content && (!outcome || (outcome.code === 'OK' && !outcome.detail && !outcome.output))
}

function readProblem(reply: unknown[]): SubmitProblem | undefined {
  const [code, index] = reply
  return code === undefined || String(code) === ''
    ? undefined
    : { code: String(code) as SubmitProblem['code'], index: Number(index) }
}

type Row = unknown[]

/** Characters of a message's identifier, and of the end of it by which those of a command differ in a place. */
const ID_CHARS = 28
const INDEX_CHARS = 4

function readClaim(reply: unknown[]): Claim {
  const [more, rows, cancels, canaries, commands] = reply as [number, Row[], Row[], Buffer[], Buffer[][]]
  const byId = new Map<string, StoredCommand>()
  for (const [record, content] of commands) {
    const command = readCommand(record, content)
    if (command) byId.set(command.commandId, command)
  }
  return {
    more: Number(more) === 1,
    canaries: canaries.map(String),
    cancels: cancels.map(
      ([id, device, node, channel, wire]): ClaimedCancel => ({
        messageId: String(id),
        device: String(device),
        node: String(node),
        channel: Number(channel),
        wire: String(wire) as Wire,
      }),
    ),
    messages: readRows(rows, byId),
  }
}

/** This runs for each message that is sent: no object or text more than needed. */
function readRows(rows: Row[], byId: Map<string, StoredCommand>): Claimed[] {
  const claimed: Claimed[] = []
  for (const row of rows) {
    const [device, epoch, channel] = [String(row[0]), Number(row[1]), Number(row[2])]
    const [wire, node] = [String(row[3]) as Wire, String(row[4])]
    const ids = String(row[5])
    const attempts = String(row[6]).split(',')
    for (let i = 0; i < attempts.length; i++) {
      const messageId = ids.slice(i * ID_CHARS, (i + 1) * ID_CHARS)
      const command = byId.get(commandOf(messageId))
      if (!command) continue
      const attempt = Number(attempts[i])
      claimed.push({ messageId, device, epoch, attempt, command, node, channel, wire })
    }
  }
  return claimed
}
