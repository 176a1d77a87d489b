import type { Scenario, Side } from '../scenario.ts'
import type { Summary } from './summary.ts'
import { formatNumber } from './table.ts'

const ROW = 34
const BAR = 18
const LABEL = 110
const WIDTH = 640
const BAR_MOST = 400
const COLOURS = { ours: '#1f7a5c', peer: '#9aa5b1', text: '#1c2733', whisker: '#1c2733' }

/** Bars of the scenario's main figure: median, with a line from the least to the most. */
export function chartOf(scenario: Scenario, sides: Side[], { figures }: Summary): string {
  const bars = sides.flatMap(({ name }) => {
    const spread = figures[`${name}.${scenario.chart}`]
    return spread ? [{ name, ...spread }] : []
  })
  const scale = BAR_MOST / Math.max(...bars.map(({ most }) => most), Number.MIN_VALUE)
  const height = bars.length * ROW + 50
  const rows = bars.map(({ name, median, least, most }, i) => {
    const y = 40 + i * ROW
    const middle = y + BAR / 2
    return [
      `<text x="${LABEL - 8}" y="${middle + 4}" text-anchor="end">${name}</text>`,
      `<rect x="${LABEL}" y="${y}" width="${(median * scale).toFixed(1)}" height="${BAR}" fill="${i === 0 ? COLOURS.ours : COLOURS.peer}"/>`,
      `<line x1="${(LABEL + least * scale).toFixed(1)}" x2="${(LABEL + most * scale).toFixed(1)}" y1="${middle}" y2="${middle}" stroke="${COLOURS.whisker}"/>`,
      `<text x="${(LABEL + most * scale + 8).toFixed(1)}" y="${middle + 4}">${formatNumber(median)}</text>`,
    ].join('\n')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12" fill="${COLOURS.text}">
<title>${scenario.name}: ${scenario.chart}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="12" y="22" font-size="14" font-weight="bold">${scenario.name}: ${scenario.chart}</text>
${rows.join('\n')}
</svg>
`
}
