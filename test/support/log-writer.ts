import type { Redis } from 'ioredis'
import { EVENT_KINDS } from '../../core/message.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { HookEvent, HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { codec } from '../../proto/index.ts'
import { placePrefix } from '../../store/redis/keys.ts'

/** By ordinal. */
const KINDS = ['EVENT_KIND_UNSPECIFIED', ...EVENT_KINDS.map((name) => `EVENT_KIND_${name.toUpperCase()}`)]
const events = codec<HookEvent, HookEvent__Output>('HookEvent')

/** Writes blocks into a place's log as the functions of the store do, without messages behind them. */
export type LogWriter = {
  readonly seq: number
  append(block: HookEvent[], at?: number): Promise<void>
}

export function createLogWriter(redis: Redis, place: Place, after = 0): LogWriter {
  const prefix = placePrefix(place)
  let seq = after
  return {
    get seq() {
      return seq
    },
    async append(block, at = Date.now()) {
      const first = seq + 1
      seq += block.length
      const blob = encodeBlock(block)
      await redis
        .multi()
        .hsetnx(
          `${prefix}meta`,
          'epoch',
          Math.floor(Math.random() * 2 ** 48)
            .toString(16)
            .padStart(16, '0'),
        )
        .hset(`${prefix}meta`, 'seq', seq)
        .xadd(
          `${prefix}ev`,
          `${first}-${block.length}`,
          't',
          at,
          'k',
          blob.kinds,
          'a',
          blob.application,
          'd',
          blob.data,
        )
        .exec()
    },
  }
}

export function encodeBlock(block: HookEvent[]): { kinds: number; application: string; data: Buffer } {
  const names = new Set(block.map(({ applications }) => (applications?.length === 1 ? applications[0]! : '')))
  return {
    kinds: block.reduce((mask, { kind }) => mask | (1 << KINDS.indexOf(String(kind))), 0),
    application: names.size === 1 ? [...names][0]! : '',
    data: Buffer.concat(
      block.flatMap((event) => {
        const bytes = events.encode(event)
        return [Buffer.from([0x0a]), varint(bytes.length), bytes]
      }),
    ),
  }
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest >>>= 7) bytes.push((rest & 127) | 128)
  bytes.push(rest)
  return Buffer.from(bytes)
}

let made = 0
/** An event like those of the store, named by a number that counts up. */
export function anEvent(over: HookEvent = {}): HookEvent {
  const n = ++made
  return {
    eventId: `m${n}:queued:1`,
    kind: 'EVENT_KIND_QUEUED',
    messageId: `m${n}`,
    commandId: 'c1',
    deviceId: `device-${n % 7}`,
    action: 'lock',
    applications: ['app'],
    occurredAt: Date.now(),
    ...over,
  }
}
