import { type Spread, spreadOf } from '../measure/statistics.ts'
import type { Target } from '../scenario.ts'

/** What one round of turns measured, by `side.figure`. */
export type Run = Record<string, number>
export type Verdict = 'reached' | 'not reached' | 'shown' | 'not measured'
export type Outcome = { target: Target; spread: Spread | undefined; verdict: Verdict }
export type Summary = {
  figures: Record<string, Spread>
  ratios: Record<string, Spread & { verdict: Verdict }>
  outcomes: Outcome[]
}

/** Ratios are taken within each round, so that a machine that is slower for a while is so for both; then their median. */
export function summarize(targets: Target[], runs: Run[]): Summary {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))]
  const figures = Object.fromEntries(names.map((name) => [name, spreadOf(valuesOf(runs, (run) => run[name]))]))
  const outcomes = targets.map((target): Outcome => {
    const values = valuesOf(runs, (run) => figureOrRatio(target, run))
    if (values.length === 0) return { target, spread: undefined, verdict: 'not measured' }
    const spread = spreadOf(values)
    return { target, spread, verdict: judge(target, spread.median) }
  })
  const ratios = outcomes.flatMap(({ target, spread, verdict }) =>
    spread ? [[target.name, { ...spread, verdict }]] : [],
  )
  return { figures, ratios: Object.fromEntries(ratios), outcomes }
}

function figureOrRatio({ of, to }: Target, run: Run): number | undefined {
  const value = run[of]
  if (to === undefined || value === undefined) return value
  const base = run[to]
  return base === undefined ? undefined : value / base
}

function judge(target: Target, value: number): Verdict {
  if ('shown' in target) return 'shown'
  const isReached = 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
  return isReached ? 'reached' : 'not reached'
}

const valuesOf = (runs: Run[], pick: (run: Run) => number | undefined): number[] =>
  runs.map(pick).filter((value) => value !== undefined)
