import { randomFillSync } from 'node:crypto'
import type { Chance } from '../core/ports/clock.ts'

/** Drawn at once, since each draw costs more than all that is done with it. */
const POOL_BYTES = 4_096

/** core/ports/clock.ts from the system's generator. What was given out is not in the pool any more. */
export const chance: Chance = {
  bytes(count) {
    const bytes = new Uint8Array(count)
    if (count > POOL_BYTES) return randomFillSync(bytes)
    const from = take(count)
    bytes.set(pool.subarray(from, from + count))
    pool.fill(0, from, from + count)
    return bytes
  },
  unit: () => pool.readUInt32BE(take(4)) / 2 ** 32,
}

const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/** Where the next bytes stand. */
function take(count: number): number {
  if (used + count > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const from = used
  used += count
  return from
}
