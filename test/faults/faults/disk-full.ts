import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { missingDisk } from '../disk.ts'
import type { Fault } from '../fault.ts'

const FOR_MS = [500, 10_000] as const
/** A supervisor's patience with a server that ends. */
const START_AGAIN_MS = 500
/** From when there is room again until the server serves. */
const SERVES_MS_MAX = 60_000

/**
 * No room for the append-only file. With `always` the server ends itself at the first write, and a supervisor starts it
 * again and again; with `everysec` it stays and refuses writes. With room again all goes on by itself.
 */
export const diskFull: Fault<{ durability: string }> = {
  name: 'disk-full',
  weight: 1,
  missing: missingDisk,
  plan: (random, _, ms) => {
    const forMs = random.whole(FOR_MS[0], Math.max(FOR_MS[0], Math.min(FOR_MS[1], ms)))
    return { targets: ['redis'], forMs, detail: { durability: 'as the run' } }
  },
  async inject(_, { actor, disk, store }) {
    const server = actor('redis')
    const empty = disk?.fill()
    let starting = Promise.resolve()
    const startAgain = async (): Promise<void> => {
      if (isGone(server.pid)) await server.kill()
      // Full as the disk is, it may not even start; the next try is soon.
      await server.start().catch(() => undefined)
    }
    const timer = setInterval(() => {
      starting = starting.then(startAgain)
    }, START_AGAIN_MS)
    return async () => {
      empty?.()
      clearInterval(timer)
      await starting
      // It may be about to end from the last write that had no room: only one that takes a write stays.
      const until = performance.now() + SERVES_MS_MAX
      while (!(await takesWrites(store.socketPath))) {
        if (performance.now() > until) throw new Error('the store did not serve again when there was room')
        await startAgain()
        await sleep(START_AGAIN_MS)
      }
    }
  },
}

async function takesWrites(socketPath: string): Promise<boolean> {
  const client = new Redis(socketPath, { maxRetriesPerRequest: 0, retryStrategy: () => null, lazyConnect: true })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.set('room', 'there is', 'PX', 1)
    return true
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return false
  } finally {
    client.disconnect()
  }
}

function isGone(pid: number): boolean {
  if (pid === 0) return false
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}
