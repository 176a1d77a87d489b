import { randomBytes } from 'node:crypto'
import { ReplyError } from 'ioredis'
import { unpack } from 'msgpackr'
import type { Handed, Stay, Wakes } from '../../core/ports/wakes.ts'
import { inTime } from '../in-time.ts'
import { readRows } from './claim-reply.ts'
import type { Client } from './connect.ts'
import { placePrefix, wakesOf } from './keys.ts'

/** Without more to send, a worker leaves a place after this. */
const IDLE_MS = 1_000
/** And in any case after this: places move between workers, and jobs go through the queue [B6]. */
const STAY_MS_MAX = 10_000
/** For what is still on its way to a worker that ends. What comes later is sent again after ack_by. */
const CLOSE_MS_MAX = 2_000

type Staying = { isWoken: boolean; idleAt: number; endsAt: number; wake: ((more: boolean) => void) | undefined }
type Take = Parameters<Wakes['stay']>[1]
/**
 * The prefix of a place, and the turn; of what is handed over, if anything is, the rows and the commands; then whether there is
 * something to claim (functions/shared/finish.lua).
 */
type Packed = [prefix: string, turn: number, ...handed: Parameters<typeof readRows>, hasMore: 0 | 1]

/**
 * core/ports/wakes.ts by publish and subscribe: the functions publish to the channel of the worker that waits for a place. One
 * channel a worker, subscribed to when it first stays.
 * @param connectBlocking a connection of the subscriber's own
 * @param onProblem a subscription that the server refused: jobs wake the worker, but somebody should know
 */
export function createWakes(
  connectBlocking: () => Client,
  placesMax: number,
  onProblem: (error: Error) => void,
): Wakes {
  const name = wakesOf(randomBytes(8).toString('hex'))
  const staying = new Map<string, Staying>()
  /** Of each place that it ever stayed with: the last wake may come after the stay. */
  const takers = new Map<string, Take>()
  const taking = new Set<Promise<void>>()
  let subscriber: Client | undefined
  let turns = 0
  let hasLeft = false

  function subscribe(): void {
    subscriber = connectBlocking()
    subscriber.on('messageBuffer', (_channel: Buffer, packed: Buffer) => {
      const wake = readWake(packed)
      if (!wake) return
      const { prefix, handed, hasMore } = wake
      if (handed.messages.length > 0) hand(prefix, handed)
      const place = staying.get(prefix)
      if (!place) return
      place.idleAt = performance.now() + IDLE_MS
      if (!hasMore) return
      place.isWoken = true
      place.wake?.(true)
    })
    // Again after each reconnect. One that fails loses nothing: nobody hears what is published until it is subscribed, which the
    // functions see, and ask for a job as they did before there were wakes.
    const listen = (): void => void subscriber?.subscribe(name).catch(tellRefusal)
    subscriber.on('ready', listen)
  }

  /** Only what the server answered: a connection that is lost comes again by 'ready', and one that is closed has no need to. */
  function tellRefusal(error: Error): void {
    if (error instanceof ReplyError) onProblem(error)
  }

  function hand(prefix: string, handed: Handed): void {
    const taken = takers.get(prefix)?.(handed)
    if (!taken) return
    taking.add(taken)
    void taken.finally(() => taking.delete(taken))
  }

  /** What the server has published before it answers has come by then. Of a connection that is lost, nothing will come. */
  async function caughtUp(): Promise<void> {
    if (subscriber?.status === 'ready')
      await inTime(
        subscriber.ping().catch(() => undefined),
        CLOSE_MS_MAX,
      )
  }

  return {
    stay(place, take): Stay | undefined {
      const prefix = placePrefix(place)
      if (hasLeft || staying.has(prefix) || staying.size >= placesMax) return undefined
      if (!subscriber) subscribe()
      const state: Staying = { isWoken: false, idleAt: 0, endsAt: performance.now() + STAY_MS_MAX, wake: undefined }
      const leftMs = (): number => Math.min(state.idleAt, state.endsAt) - performance.now()
      staying.set(prefix, state)
      takers.set(prefix, take)
      return {
        nextTurn: () => ({ name, turn: ++turns }),
        caughtUp,
        async woken(againMs) {
          state.idleAt = performance.now() + IDLE_MS
          if (hasLeft || leftMs() <= 0) return false
          let timer: NodeJS.Timeout | undefined
          let again: NodeJS.Timeout | undefined
          const more =
            state.isWoken ||
            (await new Promise<boolean>((resolve) => {
              state.wake = resolve
              if (againMs !== undefined) again = setTimeout(() => resolve(true), againMs)
              // Later, when something was handed over meanwhile.
              const look = (): void => {
                if (leftMs() > 0) timer = setTimeout(look, leftMs())
                else resolve(false)
              }
              look()
            }))
          clearTimeout(timer)
          clearTimeout(again)
          state.wake = undefined
          state.isWoken = false
          return more && !hasLeft
        },
        end: () => void staying.delete(prefix),
      }
    },
    leave() {
      hasLeft = true
      for (const { wake } of staying.values()) wake?.(false)
    },
    async close() {
      await caughtUp()
      await inTime(Promise.all(taking), CLOSE_MS_MAX)
      // Once: ioredis leaves a timer of two seconds behind when it is said to a connection that is gone.
      subscriber?.disconnect()
      subscriber = undefined
    },
  }
}

/** Undefined for what nobody of ours has published: a worker does not end for that. */
function readWake(packed: Buffer): { prefix: string; handed: Handed; hasMore: boolean } | undefined {
  try {
    const [prefix, turn, rows, commands, hasMore] = unpack(packed) as Packed
    return { prefix, handed: { turn, messages: readRows(rows, commands) }, hasMore: hasMore !== 0 }
  } catch {
    return undefined
  }
}
