import type { Spread } from '../measure/statistics.ts'
import type { Scenario, Side, Target } from '../scenario.ts'
import type { Summary } from './summary.ts'

/** For people: every figure with its spread, then what was asked and whether it is reached. */
export function tableOf(scenario: Scenario, sides: Side[], { figures, outcomes }: Summary): string {
  const figureRows = Object.entries(figures).map(([name, spread]) => [name, ...cells(spread)])
  const targetRows = outcomes.map(({ target, spread, verdict }) => [
    target.name,
    ...(spread ? cells(spread) : ['', '', '']),
    asked(target),
    verdict,
  ])
  return [
    `\n${scenario.name}: ${scenario.what}`,
    ...sides.map(({ name, what }) => `  ${name}: ${what}`),
    '',
    aligned([['figure', 'median', 'least', 'most'], ...figureRows]),
    '',
    aligned([['target', 'median', 'least', 'most', 'asked', ''], ...targetRows]),
  ].join('\n')
}

function asked(target: Target): string {
  if ('shown' in target) return ''
  return 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`
}

const cells = ({ median, least, most }: Spread): string[] => [median, least, most].map(formatNumber)

export function formatNumber(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(4)))
}

function aligned(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
