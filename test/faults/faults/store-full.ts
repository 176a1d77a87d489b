import { Redis } from 'ioredis'
import type { Fault } from '../fault.ts'

const FOR_MS = [1_000, 15_000] as const

/**
 * The store has no memory left (`maxmemory`, `noeviction`): what is new is refused with a clear error, what devices have goes
 * on to its end, and all goes on by itself when there is memory again [B1].
 */
export const storeFull: Fault<{ partOfUsed: number }> = {
  name: 'store-full',
  weight: 2,
  plan: (random, _, ms) => {
    const forMs = random.whole(FOR_MS[0], Math.max(FOR_MS[0], Math.min(FOR_MS[1], ms)))
    // Full at once, or on the way.
    return { targets: ['redis'], forMs, detail: { partOfUsed: random.pick([0.5, 1, 1.02]) } }
  },
  async inject({ partOfUsed }, { store }) {
    const client = new Redis(store.socketPath, { maxRetriesPerRequest: 0, retryStrategy: () => null })
    client.on('error', () => undefined)
    try {
      const used = /used_memory:(\d+)/.exec(await client.info('memory'))?.[1]
      await client.config('SET', 'maxmemory', String(Math.floor(Number(used) * partOfUsed)))
    } finally {
      client.disconnect()
    }
    return () => setFree(store.socketPath)
  },
}

/** A server that was started anew meanwhile has no limit any more. */
async function setFree(socketPath: string): Promise<void> {
  const client = new Redis(socketPath, { maxRetriesPerRequest: 0, retryStrategy: () => null })
  client.on('error', () => undefined)
  try {
    await client.config('SET', 'maxmemory', '0')
  } catch (error) {
    if (!(error instanceof Error)) throw error
  } finally {
    client.disconnect()
  }
}
