import { randomBytes } from 'node:crypto'
import type { Stay, Wakes } from '../../core/ports/wakes.ts'
import type { Client } from './connect.ts'
import { placePrefix, wakesOf } from './keys.ts'

/** Without more to send, a worker leaves a place after this. */
const IDLE_MS = 1_000
/** And in any case after this: places move between workers, and jobs go through the queue [B6]. */
const STAY_MS_MAX = 10_000

type Staying = { isWoken: boolean; endsAt: number; wake: ((more: boolean) => void) | undefined }

/**
 * core/ports/wakes.ts by publish and subscribe: the functions publish the prefix of a place to the channel of the worker that
 * waits for it (functions/shared/finish.lua). One channel a worker, subscribed to when it first stays.
 * @param connectBlocking a connection of the subscriber's own
 */
export function createWakes(connectBlocking: () => Client, placesMax: number): Wakes {
  const waiter = wakesOf(randomBytes(8).toString('hex'))
  const staying = new Map<string, Staying>()
  let subscriber: Client | undefined
  let isClosed = false

  function subscribe(): void {
    subscriber = connectBlocking()
    subscriber.on('message', (_channel: string, prefix: string) => {
      const place = staying.get(prefix)
      if (!place) return
      place.isWoken = true
      place.wake?.(true)
    })
    // Again after each reconnect. One that fails loses nothing: nobody hears what is published until it is subscribed, which the
    // functions see, and ask for a job as they did before there were wakes.
    const listen = (): void => void subscriber?.subscribe(waiter).catch(() => undefined)
    subscriber.on('ready', listen)
  }

  return {
    stay(place): Stay | undefined {
      const prefix = placePrefix(place)
      if (isClosed || staying.has(prefix) || staying.size >= placesMax) return undefined
      if (!subscriber) subscribe()
      const state: Staying = { isWoken: false, endsAt: performance.now() + STAY_MS_MAX, wake: undefined }
      staying.set(prefix, state)
      return {
        waiter,
        async woken() {
          const left = Math.min(IDLE_MS, state.endsAt - performance.now())
          if (isClosed || left <= 0) return false
          let timer: NodeJS.Timeout | undefined
          const more =
            state.isWoken ||
            (await new Promise<boolean>((resolve) => {
              state.wake = resolve
              timer = setTimeout(resolve, left, false)
            }))
          clearTimeout(timer)
          state.wake = undefined
          state.isWoken = false
          return more && !isClosed
        },
        end: () => void staying.delete(prefix),
      }
    },
    close() {
      if (isClosed) return
      isClosed = true
      for (const { wake } of staying.values()) wake?.(false)
      subscriber?.disconnect()
    },
  }
}
