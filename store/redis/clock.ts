import type { Clock } from '../../core/ports/clock.ts'
import type { Client } from './connect.ts'

const RESYNC_MS = 30_000
const PROBES = 5

/**
 * The store's time: Redis' own clock, carried on by this process's monotonic one and looked at again now and then. So a wall
 * clock that is wrong or jumps in one process moves no deadline. Never goes back within a process.
 */
export async function createStoreClock(client: Client): Promise<Clock & { close(): void }> {
  let offsetMs = await measure(client)
  let latest = 0
  const timer = setInterval(() => {
    measure(client).then(
      (measured) => {
        offsetMs = measured
      },
      // The store is away; the monotonic clock carries on.
      () => undefined,
    )
  }, RESYNC_MS)
  timer.unref()
  return {
    now() {
      latest = Math.max(latest, Math.floor(performance.now() + offsetMs))
      return latest
    },
    close: () => clearInterval(timer),
  }
}

/** Of several probes, that with the shortest way there and back. */
async function measure(client: Client): Promise<number> {
  let best = { tripMs: Number.POSITIVE_INFINITY, offsetMs: 0 }
  for (let i = 0; i < PROBES; i++) {
    const before = performance.now()
    const [seconds, micros] = await client.time()
    const after = performance.now()
    const tripMs = after - before
    if (tripMs < best.tripMs)
      best = { tripMs, offsetMs: Number(seconds) * 1_000 + Number(micros) / 1_000 - (before + tripMs / 2) }
  }
  return best.offsetMs
}
