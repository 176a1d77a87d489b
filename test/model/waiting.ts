import { Redis } from 'ioredis'
import { unpack } from 'msgpackr'
import type { Claimed, Waiter } from '../../core/ports/messages.ts'
import { readRows } from '../../store/redis/claim-reply.ts'
import { wakesOf } from '../../store/redis/keys.ts'

/** A wake, and what came with it: what store/redis/wakes.ts hears. */
type Wake = { turn: number; handed: Claimed[] }
type Packed = [prefix: string, turn: number, ...handed: Parameters<typeof readRows>]

/** A worker that waits, of one interleaving. */
export type Waiting = {
  waiter(): Promise<Waiter>
  /** All wakes that were published until now. */
  heard(): Promise<Wake[]>
  close(): Promise<void>
}

/** One connection for the waiting workers of all interleavings, each with a channel of its own. */
export function createWaitings(socketPath: string) {
  const subscriber = new Redis(socketPath)
  const wakes = new Map<string, Wake[]>()
  let workers = 0
  subscriber.on('messageBuffer', (channel: Buffer, packed: Buffer) => {
    const [, turn, rows, commands] = unpack(packed) as Packed
    wakes.get(channel.toString())?.push({ turn, handed: readRows(rows, commands) })
  })

  return {
    open(): Waiting {
      const name = wakesOf(`model-${++workers}`)
      let turn = 0
      let isHearing = false
      return {
        async waiter() {
          if (!isHearing) {
            isHearing = true
            wakes.set(name, [])
            await subscriber.subscribe(name)
          }
          return { name, turn: ++turn }
        },
        async heard() {
          if (!isHearing) return []
          // Behind all that was published before.
          await subscriber.ping()
          return wakes.get(name)?.splice(0) ?? []
        },
        async close() {
          wakes.delete(name)
          if (isHearing) await subscriber.unsubscribe(name)
        },
      }
    },
    close: () => subscriber.disconnect(),
  }
}

export type Waitings = ReturnType<typeof createWaitings>
