const BARS = '▁▂▃▄▅▆▇█'

/** The newest values as a row of bars, `width` at most; the highest of them fills the row's height. Zero is the lowest bar. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.slice(-width)
  const highest = Math.max(...shown, 0)
  if (highest <= 0) return BARS[0]!.repeat(shown.length)
  return shown
    .map((value) => BARS[Math.min(BARS.length - 1, Math.round((value / highest) * (BARS.length - 1)))])
    .join('')
}
