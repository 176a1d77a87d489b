import { expect, it, onTestFinished } from 'vitest'
import { JOBS_WAITING_MAX, openWorkQueue } from '../../store/bullmq/queue.ts'
import { eventually } from '../support/eventually.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
const PLACE = { tenant: 'default', partition: 0 }

it('[B1] a queue that nobody works on has so many jobs and no more, and takes jobs again when there is room', async () => {
  const work = openWorkQueue(redis.url, (error) => {
    throw error
  })
  onTestFinished(() => work.close())
  const { queue } = work
  await queue.pause()
  await queue.addBulk(Array.from({ length: JOBS_WAITING_MAX - 1 }, (_, i) => ({ name: 'other', data: i })))
  let kicks = 0
  const kick = async (): Promise<number> => {
    work.kick(PLACE, ++kicks)
    return await queue.count()
  }
  await eventually(kick, (count) => count >= JOBS_WAITING_MAX)
  // What it adds until it has counted again; then nothing.
  let before = 0
  await eventually(kick, (count) => {
    const stands = count === before
    before = count
    return stands
  })
  for (let i = 0; i < 50; i++) work.kick(PLACE, ++kicks)
  expect(await queue.count()).toBe(before)
  await queue.obliterate({ force: true })
  await eventually(kick, (count) => count > 0)
})
