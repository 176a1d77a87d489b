import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { missingDisk } from '../disk.ts'
import type { Fault } from '../fault.ts'
import { now } from '../history.ts'

const DOWN_MS_MAX = 10_000
/** With `everysec` an fsync is begun every second, and waits for the one before for up to two. */
const LOST_MS_MAX = 3_000

/**
 * The machine of the store loses its power: its append-only file is what it was at its last fsync. With `always` nothing may
 * be missing; with `everysec` what is must be told of by an epoch and a `gap`.
 */
export const powerLoss: Fault<{ downMs: number }> = {
  name: 'power-loss',
  weight: 2,
  missing: missingDisk,
  plan: (random, _, ms) => {
    const downMs = random.whole(0, Math.min(DOWN_MS_MAX, ms))
    return { targets: ['redis'], forMs: downMs, detail: { downMs } }
  },
  async inject(_, { actor, disk, store, history }) {
    const server = actor('redis')
    await server.kill()
    const killedAt = now()
    await disk?.losePower()
    // Where the power was gone, nobody is left who could hold the lock of a start; here that is us.
    rmSync(join(store.dataFolder, 'redis.starting'), { force: true })
    if (store.durability === 'everysec') history.write({ is: 'loss', fromAt: killedAt - LOST_MS_MAX, toAt: killedAt })
    return () => server.start()
  },
}
