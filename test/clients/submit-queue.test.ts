import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type Sotto, SottoError } from '../../clients/sdk/index.ts'
import { COMMANDS_PER_CALL_MAX } from '../../core/limits.ts'
import { enrol } from '../support/api-world.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
let deployment: Deployment
let sotto: Sotto
beforeAll(async () => {
  deployment = await startDeployment(redis.url, { openPerDeviceMax: 300 })
  sotto = createSotto({ address: deployment.grpc, key: deployment.adminKey })
  for (const device of ['d1', 'd2']) await enrol(deployment.store, 'default', device)
})
afterAll(async () => {
  sotto?.close()
  await deployment?.close()
})

describe('many submits at once', () => {
  it('[M1] [M11] are few calls, and each is stored, repeated or refused by itself', async () => {
    const before = await callsOf('CommandService/SubmitMany')
    const drafts = Array.from({ length: 2 * COMMANDS_PER_CALL_MAX }, (_, i) => ({
      action: 'lock',
      devices: [i % 4 === 3 ? 'nobody' : i % 2 ? 'd2' : 'd1'],
      // Each second pair is the same request made twice.
      idempotencyKey: `same-${i - (i % 8 === 2 ? 2 : 0)}`,
    }))
    const ends = await Promise.allSettled(drafts.map((draft) => sotto.submit(draft)))
    const stored = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
    expect(refused).toHaveLength(drafts.length / 4)
    for (const error of refused) {
      expect(error).toBeInstanceOf(SottoError)
      expect(error).toMatchObject({ reason: 'UNKNOWN_DEVICE', field: 'devices[0]', code: 'failed_precondition' })
    }
    expect(ends.map(({ status }) => status === 'rejected')).toEqual(
      drafts.map(({ devices }) => devices[0] === 'nobody'),
    )
    const commands = new Set(stored.map(({ commandId }) => commandId))
    expect(stored.length - commands.size).toBe(drafts.length / 8)
    for (const { commandId } of stored.slice(0, 20)) expect((await sotto.getCommand(commandId)).messageCount).toBe(1)
    expect((await callsOf('CommandService/SubmitMany')) - before).toBeLessThan(10)
  })

  it('[B1] a device takes so many open messages and no more, whatever call they come by', async () => {
    await enrol(deployment.store, 'default', 'full')
    const ends = await Promise.allSettled(
      Array.from({ length: 320 }, () => sotto.submit({ action: 'lock', devices: ['full'] })),
    )
    const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as SottoError).reason] : []))
    expect(reasons).toEqual(Array.from({ length: 20 }, () => 'DEVICE_BACKLOG_FULL'))
  })
})

/** As counted by the gateway. */
async function callsOf(method: string): Promise<number> {
  const answer = await fetch(`${deployment.http}/metrics`, {
    headers: { authorization: `Bearer ${deployment.adminKey}` },
  })
  const lines = (await answer.text()).split('\n').filter((line) => line.includes(`method="${method}"`))
  return lines
    .filter((line) => line.startsWith('sotto_api_calls_total'))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}
