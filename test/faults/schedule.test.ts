import { describe, expect, it } from 'vitest'
import { createCast, FULL } from './cast.ts'
import { FAULTS } from './faults/index.ts'
import { createSchedule } from './schedule.ts'

const cast = createCast(FULL)
const MINUTES_10 = 600

describe('a schedule', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(createSchedule('a', MINUTES_10, cast, FAULTS)).toEqual(createSchedule('a', MINUTES_10, cast, FAULTS))
    expect(createSchedule('a', MINUTES_10, cast, FAULTS)).not.toEqual(createSchedule('b', MINUTES_10, cast, FAULTS))
  })

  it('disturbs nothing twice at a time, and nothing in the quiet quarter of a round', () => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      for (const { startsAt, quietAt, endsAt, steps } of createSchedule(seed, MINUTES_10, cast, FAULTS).rounds) {
        expect(quietAt - startsAt).toBeLessThanOrEqual(((endsAt - startsAt) * 3) / 4)
        for (const [i, step] of steps.entries()) {
          expect(step.at).toBeGreaterThanOrEqual(startsAt)
          expect(step.at + step.forMs).toBeLessThanOrEqual(quietAt)
          const before = steps.slice(0, i).filter(({ targets }) => targets.some((name) => step.targets.includes(name)))
          for (const { at, forMs } of before) expect(at + forMs).toBeLessThanOrEqual(step.at)
        }
      }
    }
  })

  it('comes to every fault in an hour', () => {
    const { rounds } = createSchedule('a', 3_600, cast, FAULTS)
    const done = new Set(rounds.flatMap(({ steps }) => steps.map(({ fault }) => fault)))
    expect([...done].sort()).toEqual(FAULTS.map(({ name }) => name).sort())
  })
})
