import type { Code } from './system.ts'

/** What a turn of a side measured, by name; the unit is the end of the name. */
export type Figures = Record<string, number>

/** One of those who take turns: we, or a peer. A turn starts everything it needs, verifies, and stops everything. */
export type Side = {
  name: string
  /** One line for the table's legend. */
  what: string
  turn(bench: Bench): Promise<Figures>
}

/** What is asked of a figure or of a ratio of two figures of the same turn, both named `side.figure`. */
export type Target = { name: string; of: string; to?: string } & (
  | { atLeast: number }
  | { atMost: number }
  | { shown: true }
)

export type Scenario = {
  name: string
  what: string
  /** The figure that the chart shows for each side. */
  chart: string
  sides: Side[]
  targets: Target[]
}

/** What a turn is given. */
export type Bench = {
  /** 1: as the scenario says. Smaller: everything smaller in proportion, to see that it works. */
  scale: number
  code: Code
  /** More for node, of our gateways or workers: set by --cpu-prof. */
  execArgv: { gateway?: string[]; worker?: string[] }
  say(text: string): void
}

/** @param least below it the number has no meaning */
export const scaled = ({ scale }: Bench, count: number, least = 1): number => Math.max(least, Math.round(count * scale))
