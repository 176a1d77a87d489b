import { expect, it } from 'vitest'
import type { Place } from '../../core/ports/messages.ts'
import { createHookLog } from '../../store/redis/hook-log.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { createLogWriter } from '../support/log-writer.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
const PLACE: Place = { tenant: 't', partition: 0 }
const SIZES = [1, 3, 2, 7, 1, 1, 5, 4, 2, 9, 1, 6]
/** More bytes than a page may have: such a block comes alone. */
const LARGE_AT = 7

it('[H1] a page begins with the block that has its first number, wherever in it that is, and has as many as were asked for', async () => {
  const client = redis.connect()
  const log = createHookLog(client, () => redis.connect(), await loadLibrary(client))
  const writer = createLogWriter(client, PLACE)
  const blocks: { firstSeq: number; count: number }[] = []
  for (const [i, count] of SIZES.entries()) {
    blocks.push({ firstSeq: writer.seq + 1, count })
    const content = 'x'.repeat(i === LARGE_AT ? 400_000 : 10)
    await writer.append(Array.from({ length: count }, () => ({ kind: 'EVENT_KIND_RECEIVED', content }) as const))
  }
  for (let from = 1; from <= writer.seq; from++) {
    for (const max of [1, 2, 8, 64]) {
      const page = await log.read(PLACE, from, max)
      const at = blocks.findIndex(({ firstSeq, count }) => from < firstSeq + count)
      const read = page.blocks.map(({ firstSeq, count }) => ({ firstSeq, count }))
      expect(read).toEqual(blocks.slice(at, at + read.length))
      expect(page.tailSeq).toBe(writer.seq)
      expect(read.length).toBeGreaterThan(0)
      expect(read.length).toBeLessThanOrEqual(max)
      // It ends early before or behind what is too large for a page only.
      if (at > LARGE_AT) expect(read).toHaveLength(Math.min(max, blocks.length - at))
    }
  }
  await log.close()
})
