import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withRedis } from '../support/redis.ts'
import { MUTANTS } from './mutants.ts'
import { runInterleavings } from './run.ts'
import { connectPipelined } from './world.ts'

/** The full count is `npm run model`. */
const RUNS = Number(process.env.SOTTO_MODEL_RUNS ?? 600)
const SEED = Number(process.env.SOTTO_MODEL_SEED ?? Date.now() % 2 ** 31)
/** So many find each mutant, whatever the seed. */
const RUNS_FOR_A_MUTANT = 300

const redis = withRedis()
let client: Redis
beforeAll(() => {
  client = connectPipelined(redis.socketPath)
})
afterAll(() => client.disconnect())

describe('a place in the store, and the contract as a model', () => {
  it(`[M1] [M2] [M4] [M5] [M6] [M7] [M8] [M9] [M10] [M11] [M12] [S3] [S4] [S5] ${RUNS} interleavings of all that can happen`, async () => {
    const { failure } = await runInterleavings(client, { runs: RUNS, seed: SEED })
    expect(failure, `seed ${SEED}`).toBeUndefined()
  }, 300_000)

  it.each(Object.entries(MUTANTS))(
    'sees %s',
    async (_, mutant) => {
      const { failure } = await runInterleavings(client, { runs: RUNS_FOR_A_MUTANT, seed: SEED, mutant })
      expect(failure, `seed ${SEED}`).toBeDefined()
    },
    60_000,
  )
})
