import { expect, it } from 'vitest'
import { createHookLog } from '../../store/redis/hook-log.ts'
import { loadLibrary } from '../../store/redis/library.ts'
import { anEvent, createLogWriter } from '../support/log-writer.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
const place = { tenant: 't1', partition: 0 }

it('[H3] a search by time ends in a log that has lost its middle, and does not hold up the store', async () => {
  const client = redis.connect()
  await createLogWriter(client, place).append([anEvent()], 1_000)
  await createLogWriter(client, place, 500).append([anEvent()], 2_000)
  const log = createHookLog(client, () => redis.connect(), await loadLibrary(client))
  expect(await log.seqAtTime(place, 1_500)).toBe(501)
  expect(await log.seqAtTime(place, 500)).toBe(1)
  expect(await log.seqAtTime(place, 3_000)).toBe(502)
  await log.close()
})
