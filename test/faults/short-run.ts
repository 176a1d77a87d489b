import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCast, SIZES } from './cast.ts'
import { FAULTS } from './faults/index.ts'
import { lapOf } from './lap.ts'
import { run } from './orchestrate.ts'
import type { Schedule } from './schedule.ts'

/** Messages a second. */
export const RATE = 30
/** One that finds something waits a minute for its drain; all of it beside other tests on two cores. */
export const TIMEOUT_MS = 300_000

export type ShortRun = {
  /** In sentences. A fault that could not be done is one too. */
  violations: string[]
  messages: number
  /** That were begun. */
  faults: number
}

/** A run as `npm run faults` makes them, but short enough to be a test. Leaves nothing behind. */
export async function shortRun(seed: string, size: keyof typeof SIZES, schedule: Schedule): Promise<ShortRun> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-faults-'))
  try {
    await run({
      ...{ cast: createCast(SIZES[size]), folder, seed, mutant: '', rate: RATE, durability: 'always' },
      ...{ seconds: schedule.endsAt / 1_000, schedule, faults: FAULTS, say: () => undefined },
    })
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
