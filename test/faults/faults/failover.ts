import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from '../fault.ts'
import { now } from '../history.ts'
import { startReplica } from '../replica.ts'

const LOST_MS = [100, 3_000] as const
const DOWN_MS_MAX = 5_000
/** To copy the store to a replica. */
const COPY_MS = 5_000

/**
 * The store's server dies and its replica takes over, which has not heard of the last of what was accepted: its log ends
 * earlier, in the same epoch. What is missing must be told of by a `gap`; no hole may be silent [H3].
 */
export const failover: Fault<{ lostMs: number; downMs: number }> = {
  name: 'failover',
  weight: 1,
  plan(random, _, ms) {
    const lostMs = random.whole(LOST_MS[0], LOST_MS[1])
    const downMs = random.whole(0, DOWN_MS_MAX)
    const forMs = COPY_MS + lostMs + downMs
    return ms < forMs ? undefined : { targets: ['redis'], forMs, detail: { lostMs, downMs } }
  },
  async inject({ lostMs, downMs }, { actor, store, history }) {
    const server = actor('redis')
    const replica = await startReplica(store.socketPath)
    try {
      const fromAt = now()
      await replica.fallBehind()
      await sleep(lostMs)
      await server.kill()
      history.write({ is: 'loss', fromAt, toAt: now() })
      const promoted = await replica.promote()
      const own = join(store.dataFolder, 'appendonlydir')
      await rm(own, { recursive: true, force: true })
      await cp(promoted, own, { recursive: true })
      await sleep(downMs)
    } finally {
      await replica.close()
    }
    return () => server.start()
  },
}
