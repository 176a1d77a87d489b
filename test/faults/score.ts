import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCast, SMALL } from './cast.ts'
import { lapOf } from './lap.ts'
import { MUTANTS } from './mutants/index.ts'
import { run } from './orchestrate.ts'
import { createSchedule } from './schedule.ts'

const SECONDS = 45
const RATE = 40
/** Chance decides which passage a fault meets: a mutant that one seed does not bring to light, another does. */
const TRIES = 3

/** Runs each mutant under the faults that should bring it to light, and asks whether the checker that is meant for it noticed. */
export async function scoreMutants(given: {
  /** '' for all. */
  only: string
  seed: string
  say(sentence: string): void
}): Promise<{ caught: number; of: number }> {
  const mutants = MUTANTS.filter(({ name }) => given.only === '' || given.only.split(',').includes(name))
  let caught = 0
  for (const mutant of mutants) {
    let verdict = 'NOT CAUGHT'
    for (let attempt = 1; attempt <= TRIES && verdict === 'NOT CAUGHT'; attempt++) {
      const by = await tryMutant(mutant.name, `${given.seed}.${attempt}`)
      if (by.includes(mutant.caughtBy)) verdict = `caught by ${by.join(', ')}`
      else if (by.length > 0) given.say(`${mutant.name}: only ${by.join(', ')} noticed`)
    }
    if (verdict !== 'NOT CAUGHT') caught++
    given.say(`${mutant.name}: ${verdict}`)
  }
  return { caught, of: mutants.length }
}

/** The checkers that noticed. */
async function tryMutant(name: string, seed: string): Promise<string[]> {
  const mutant = MUTANTS.find((known) => known.name === name)
  const folder = mkdtempSync(join(tmpdir(), 'sotto-mutant-'))
  const cast = createCast(SMALL)
  const faults = mutant?.faults ?? []
  const schedule = createSchedule(seed, SECONDS, cast, faults)
  try {
    await run({
      ...{ cast, folder, seed, mutant: name, rate: RATE, durability: mutant?.durability ?? 'always', seconds: SECONDS },
      ...{ schedule, faults, say: () => undefined },
    })
    return lapOf(folder)
      .verdicts.filter(({ violations }) => violations.length > 0)
      .map(({ checker }) => checker)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
