import { expect, it } from 'vitest'
import { createCast, SMALL } from './cast.ts'
import { FAULTS } from './faults/index.ts'
import { createSchedule } from './schedule.ts'
import { RATE, shortRun, TIMEOUT_MS } from './short-run.ts'

const SEED = 'short mix'
const SECONDS = 30

it(
  '[M1] [M4] [M6] [D1] [H1] [S3] a short mix of faults breaks no promise',
  async () => {
    const schedule = createSchedule(SEED, SECONDS, createCast(SMALL), FAULTS)
    const { violations, messages, faults } = await shortRun(SEED, 'small', schedule)
    expect(violations).toEqual([])
    expect(messages).toBeGreaterThan(RATE * 5)
    expect(faults).toBeGreaterThan(0)
  },
  TIMEOUT_MS,
)
