import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCast, SMALL } from './cast.ts'
import { FAULTS } from './faults/index.ts'
import { lapOf } from './lap.ts'
import { type RunOptions, run } from './orchestrate.ts'
import { createSchedule } from './schedule.ts'

const SECONDS = 30
const RATE = 30
const TIMEOUT_MS = 300_000

/** A run as `npm run faults` makes them, but short; with the sentences of its violations. */
async function shortRun(seed: string): Promise<{ violations: string[]; messages: number; faults: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-faults-'))
  const cast = createCast(SMALL)
  const schedule = createSchedule(seed, SECONDS, cast, FAULTS)
  const options: RunOptions = {
    ...{ cast, folder, seed, mutant: '', rate: RATE, durability: 'always', seconds: SECONDS },
    ...{ schedule, faults: FAULTS, say: () => undefined },
  }
  try {
    await run(options)
    const { verdicts, messages, faults } = lapOf(folder)
    return {
      violations: verdicts.flatMap(({ violations }) => violations.map(({ checker, what }) => `${checker}: ${what}`)),
      messages,
      faults: Object.values(faults).reduce((sum, count) => sum + count, 0),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

it(
  '[M1] [M4] [M6] [D1] [H1] [S3] a short mix of faults breaks no promise',
  async () => {
    const { violations, messages, faults } = await shortRun('short mix')
    expect(violations).toEqual([])
    expect(messages).toBeGreaterThan(RATE * 5)
    expect(faults).toBeGreaterThan(0)
  },
  TIMEOUT_MS,
)
