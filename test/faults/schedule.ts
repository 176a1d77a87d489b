import type { Cast } from './cast.ts'
import type { Fault, Step } from './fault.ts'
import { createRandom, type Random } from './random.ts'

/**
 * What happens when, in milliseconds since the beginning: a warm-up without faults, then rounds. In three quarters of a
 * round faults come and go, a mix of its own in each round; the last quarter is quiet, so that what broke can be seen to
 * mend. Then all is healed and drained. Pure: the same seed, length and cast give the same schedule.
 */
export type Schedule = { rounds: Round[]; endsAt: number }
export type Round = { startsAt: number; quietAt: number; endsAt: number; steps: Step[] }

const WARM_UP_MS = 5_000
const ROUND_MS = 60_000
const QUIET_PART = 1 / 4
/** Of the faults that there are, a round has this part: those that seldom meet meet in some round. */
const PART_OF_FAULTS = [0.3, 1] as const
/** Mean time between two beginnings, by round: from now and then to one on top of the other. */
const GAP_MS = [1_000, 6_000] as const
/** Less than this before a quiet quarter begins nothing any more. */
const ROOM_MS = 1_000
/** After steps that are given, as after a round: a connection that fell silent is left after up to 15 s. */
const QUIET_MS = ROUND_MS * QUIET_PART

export function createSchedule(seed: string, seconds: number, cast: Cast, faults: readonly Fault[]): Schedule {
  const random = createRandom(`${seed}/schedule`)
  const mixMs = Math.max(ROUND_MS / 4, seconds * 1_000 - WARM_UP_MS)
  const count = Math.max(1, Math.round(mixMs / ROUND_MS))
  const roundMs = Math.floor(mixMs / count)
  const rounds = Array.from({ length: count }, (_, i) =>
    createRound(random, WARM_UP_MS + i * roundMs, roundMs, cast, faults),
  )
  return { rounds, endsAt: WARM_UP_MS + count * roundMs }
}

/** Only these of its rounds, counted from 1, moved to the beginning. */
export function onlyRounds({ rounds }: Schedule, numbers: readonly number[]): Schedule {
  let endsAt = WARM_UP_MS
  const kept = numbers.map((number): Round => {
    const round = rounds[number - 1]
    if (!round) throw new Error(`There is no round ${number}: the rounds are 1 to ${rounds.length}.`)
    const by = endsAt - round.startsAt
    endsAt = round.endsAt + by
    return {
      ...{ startsAt: round.startsAt + by, quietAt: round.quietAt + by, endsAt },
      steps: round.steps.map((step) => ({ ...step, at: step.at + by })),
    }
  })
  return { rounds: kept, endsAt }
}

/** One round of these steps, and not longer than they need. */
export function scheduleOf(steps: readonly Step[]): Schedule {
  const quietAt = Math.max(WARM_UP_MS, ...steps.map(({ at, forMs }) => at + forMs))
  const endsAt = quietAt + QUIET_MS
  return { rounds: [{ startsAt: WARM_UP_MS, quietAt, endsAt, steps: [...steps] }], endsAt }
}

function createRound(random: Random, startsAt: number, ms: number, cast: Cast, faults: readonly Fault[]): Round {
  const quietAt = Math.floor(startsAt + ms * (1 - QUIET_PART))
  const part = PART_OF_FAULTS[0] + random.unit() * (PART_OF_FAULTS[1] - PART_OF_FAULTS[0])
  const mix = random.shuffled(faults).slice(0, Math.max(1, Math.ceil(faults.length * part)))
  const gapMs = GAP_MS[0] + random.unit() * (GAP_MS[1] - GAP_MS[0])
  const steps: Step[] = []
  for (let at = startsAt + random.gap(gapMs); mix.length > 0 && at < quietAt - ROOM_MS; at += random.gap(gapMs)) {
    const begin = Math.floor(at)
    const fault = byWeight(random, mix)
    const plan = fault.plan(random, cast, quietAt - begin)
    if (!plan || plan.targets.some((target) => isBusy(steps, target, begin))) continue
    steps.push({ at: begin, fault: fault.name, ...plan, forMs: Math.floor(Math.min(plan.forMs, quietAt - begin)) })
  }
  return { startsAt, quietAt, endsAt: startsAt + ms, steps }
}

function byWeight(random: Random, mix: readonly Fault[]): Fault {
  let left = random.unit() * mix.reduce((sum, { weight }) => sum + weight, 0)
  for (const fault of mix) {
    left -= fault.weight
    if (left < 0) return fault
  }
  return mix[0]!
}

const isBusy = (steps: readonly Step[], target: string, at: number): boolean =>
  steps.some((step) => step.targets.includes(target) && step.at + step.forMs > at)
