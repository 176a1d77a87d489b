import { describe, expect, it } from 'vitest'
import { type BadSeed, readBadSeeds } from './bad-seed.ts'
import { createCast, SIZES } from './cast.ts'
import { FAULTS, NOT_TRIED } from './faults/index.ts'
import { scheduleOf } from './schedule.ts'
import { RATE, shortRun, TIMEOUT_MS } from './short-run.ts'

const BAD_SEEDS = readBadSeeds()
const FAULT_NAMES = [...FAULTS, ...NOT_TRIED].map(({ name }) => name)
/** Longer ones are for `npm run faults`: take the steps away that it does not take. */
const STEPS_END_MS_MAX = 60_000

/** What no part, no way and no fault is called any more: such a step would try nothing. */
function unknownOf({ size, steps }: BadSeed): string[] {
  const { parts, ways } = createCast(SIZES[size])
  const names = new Set([...parts, ...ways].map(({ name }) => name))
  return steps.flatMap(({ fault, targets }) => [
    ...(FAULT_NAMES.includes(fault) ? [] : [fault]),
    ...targets.filter((target) => !names.has(target.replace('attacker of ', ''))),
  ])
}

/** A disk of the store's own takes root and loop devices. What this machine can't do, a run's report names. */
const canBeDone = ({ steps }: BadSeed): boolean =>
  steps.every((step) => !NOT_TRIED.some(({ name }) => name === step.fault))

describe('what a run under faults once found is not found again', () => {
  for (const { name, bad } of BAD_SEEDS)
    it.runIf(canBeDone(bad))(
      name.replaceAll('-', ' '),
      async () => {
        const { violations, messages, faults } = await shortRun(bad.seed, bad.size, scheduleOf(bad.steps))
        expect(violations, bad.found).toEqual([])
        expect(faults).toBe(bad.steps.length)
        expect(messages).toBeGreaterThan(RATE * 5)
      },
      TIMEOUT_MS,
    )
})

describe('the file of a bad seed', () => {
  it.each(BAD_SEEDS)('$name says what was found, and its steps can be done to those who play', ({ bad }) => {
    expect(unknownOf(bad)).toEqual([])
    expect(bad.found).toMatch(/^[A-Z].+\.$/)
    expect(bad.seed).not.toBe('')
    expect(bad.rounds.length).toBeGreaterThan(0)
    expect(bad.steps.length).toBeGreaterThan(0)
    expect(scheduleOf(bad.steps).rounds[0]?.quietAt).toBeLessThanOrEqual(STEPS_END_MS_MAX)
    // In their order, as a run takes them.
    expect(bad.steps.map(({ at }) => at)).toEqual(bad.steps.map(({ at }) => at).sort((a, b) => a - b))
  })
})
