import { placeKey } from '../../core/command.ts'
import type { Config } from '../../core/config.ts'
import { partitionOfDevice } from '../../core/ids.ts'
import { BATCH_ITEMS_MAX } from '../../core/limits.ts'
import type { DeviceRecord, Devices, Evicted, OpenAnswer } from '../../core/ports/devices.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { Places } from '../../core/ports/places.ts'
import type { Client } from './connect.ts'
import { type DeviceState, readDeviceState } from './device-state.ts'
import type { Head } from './function-head.ts'
import { createGather } from './gather.ts'
import { placePrefix, token } from './keys.ts'
import type { Library } from './library.ts'

/** Each may have a whole window that has to wait again, and a call should not hold up the others for more than some 2 ms. */
const OPENS_A_CALL_MAX = 32

/** core/ports/devices.ts: the changes are functions of functions/device.lua and token.lua. */
export function createDevices(
  client: Client,
  library: Library,
  places: Places,
  { openPerDeviceMax }: Pick<Config, 'openPerDeviceMax'>,
  head: Head,
): Devices {
  const call = async (fn: string, place: Place, ...args: (string | number | Buffer)[]) =>
    (await library.call(fn, placePrefix(place), [...head(), ...args])) as unknown[]

  async function get(place: Place, device: string): Promise<DeviceRecord | undefined> {
    const prefix = placePrefix(place)
    const [state, facts, waiting] = await Promise.all([
      client.getBuffer(`${prefix}d:${device}`),
      client.hgetallBuffer(`${prefix}f:${device}`),
      client.llen(`${prefix}l:${device}`),
    ])
    return state ? readDevice(device, readDeviceState(state), facts, waiting) : undefined
  }

  const open = createGather<Place, Opening, OpenAnswer>(
    placeKey,
    OPENS_A_CALL_MAX,
    () => 1,
    async (place, openings) => {
      const [kick, ...words] = await call('open', place, ...openings.flatMap(openArguments))
      const answers = openings.map((_, i) => readOpenAnswer(words.slice(i * OPEN_WORDS, (i + 1) * OPEN_WORDS)))
      // One of those that were opened gives it, whichever.
      const opened = answers.find((answer) => 'kick' in answer)
      if (opened) opened.kick = Number(kick)
      return answers
    },
  )

  return {
    get,

    async enroll(place, device, publicKey, labels) {
      const [epoch, node, channel] = await call('enroll', place, device, Buffer.from(publicKey), JSON.stringify(labels))
      return { epoch: Number(epoch), evicted: readEvicted(node, channel) }
    },

    async revoke(place, device) {
      const [known, removed, node, channel] = await call('revoke', place, device)
      return { known: Number(known) === 1, removed: Number(removed), evicted: readEvicted(node, channel) }
    },

    async list(tenant, after, count) {
      const from = after === '' ? '-' : `(${after}`
      const pages = await Promise.all(
        Array.from({ length: places.partitions }, (_, partition) =>
          client.zrangebylex(`${placePrefix({ tenant, partition })}devices`, from, '+', 'LIMIT', 0, count),
        ),
      )
      const ids = pages.flat().sort().slice(0, count)
      const found = await Promise.all(
        ids.map((id) => get({ tenant, partition: partitionOfDevice(id, places.partitions) }, id)),
      )
      return found.filter((device) => device !== undefined)
    },

    async select(tenant, labels, max) {
      const found: string[] = []
      let haveRoom = true
      const wanted = [JSON.stringify(labels), BATCH_ITEMS_MAX, openPerDeviceMax] as const
      const selectIn = async (partition: number): Promise<void> => {
        let after = ''
        do {
          const [stopped, room, ...fitting] = await call('select', { tenant, partition }, after, ...wanted)
          for (const device of fitting) found.push(String(device))
          haveRoom &&= Number(room) === 1
          after = String(stopped)
        } while (after !== '' && found.length <= max)
      }
      await Promise.all(Array.from({ length: places.partitions }, (_, partition) => selectIn(partition)))
      return { devices: found.sort(), haveRoom }
    },

    open,

    async close(place, channels) {
      await call('close', place, ...channels.flatMap(({ device, channel }) => [device, channel]))
    },

    async seen(place, channels) {
      const stale = await call('seen', place, ...channels.flatMap(({ device, channel }) => [device, channel]))
      return stale.flatMap((index) => channels[Number(index)] ?? [])
    },

    async putToken(sha256, value, ttlMs) {
      await client.set(token(sha256), JSON.stringify(value), 'PX', ttlMs)
    },

    async spendToken(sha256, { device, publicKey }) {
      const stored = await library.call('spend', token(sha256), [device, Buffer.from(publicKey)])
      return stored
        ? (JSON.parse(String(stored)) as { tenant: string; device: string; labels: Record<string, string> })
        : undefined
    },
  }
}

type Opening = Parameters<Devices['open']>[1]

const openArguments = (c: Opening): (string | number)[] => [
  ...[c.device, c.epoch, c.node, c.wire, c.presented, c.freshSession, c.agent],
  JSON.stringify(c.actions),
]

/** What `open` answers to one channel. */
const OPEN_WORDS = 6

function readOpenAnswer([word, session, resumed, channel, node, older]: unknown[]): OpenAnswer {
  if (String(word) !== 'ok') return { refused: String(word) as 'UNKNOWN_DEVICE' | 'REVOKED' | 'STALE_EPOCH' }
  return {
    session: String(session),
    resumed: Number(resumed) === 1,
    channel: Number(channel),
    evicted: readEvicted(node, older),
    kick: 0,
  }
}

const readEvicted = (node: unknown, channel: unknown): Evicted | undefined =>
  String(node) === '' ? undefined : { node: String(node), channel: Number(channel) }

function readDevice(
  device: string,
  { taken, unreceipted: _, ...state }: DeviceState,
  facts: Record<string, Buffer>,
  waiting: number,
): DeviceRecord {
  const text = (name: string): string => facts[name]?.toString() ?? ''
  return {
    device,
    ...state,
    publicKey: facts.pk ?? new Uint8Array(),
    online: state.node !== '',
    agent: text('agent'),
    actions: JSON.parse(text('actions') || '[]') as string[],
    labels: JSON.parse(text('labels') || '{}') as Record<string, string>,
    enrolledAt: Number(text('enrolled')),
    lastSeenAt: Number(text('seen')),
    open: taken + waiting,
  }
}
