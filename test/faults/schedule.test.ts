import { describe, expect, it } from 'vitest'
import { createCast, FULL } from './cast.ts'
import { FAULTS } from './faults/index.ts'
import { createSchedule, onlyRounds, scheduleOf } from './schedule.ts'

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

  it('can be cut down to some of its rounds, which then come one right after the other', () => {
    const whole = createSchedule('a', MINUTES_10, cast, FAULTS)
    const [first, second] = [whole.rounds[3]!, whole.rounds[7]!]
    const { rounds, endsAt } = onlyRounds(whole, [4, 8])
    const moved = whole.rounds[0]!.startsAt - first.startsAt
    expect(rounds.map(({ steps }) => steps.map(({ fault, detail, forMs }) => ({ fault, detail, forMs })))).toEqual(
      [first, second].map(({ steps }) => steps.map(({ fault, detail, forMs }) => ({ fault, detail, forMs }))),
    )
    expect(rounds[0]!.steps.map(({ at }) => at)).toEqual(first.steps.map(({ at }) => at + moved))
    expect(rounds[1]!.startsAt).toBe(rounds[0]!.endsAt)
    expect(rounds[1]!.endsAt).toBe(endsAt)
    expect(() => onlyRounds(whole, [11])).toThrow('There is no round 11: the rounds are 1 to 10.')
  })

  it('of given steps lasts until the last of them is healed, and a little longer', () => {
    const { steps } = createSchedule('a', MINUTES_10, cast, FAULTS).rounds[0]!
    const { rounds, endsAt } = scheduleOf(steps)
    expect(rounds.map((round) => round.steps)).toEqual([steps])
    const healedAt = Math.max(...steps.map(({ at, forMs }) => at + forMs))
    expect(rounds[0]!.quietAt).toBe(healedAt)
    expect(endsAt).toBeGreaterThan(healedAt)
  })

  it('comes to every fault in an hour', () => {
    const { rounds } = createSchedule('a', 3_600, cast, FAULTS)
    const done = new Set(rounds.flatMap(({ steps }) => steps.map(({ fault }) => fault)))
    expect([...done].sort()).toEqual(FAULTS.map(({ name }) => name).sort())
  })
})
