const WHOLE = new Intl.NumberFormat('en')
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

export const whole = (count: number): string => WHOLE.format(count)
/** 12,345 as it is, 1,234,567 as 1.2M. */
export const compact = (count: number): string => (count < 100_000 ? whole(count) : COMPACT.format(count))
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB']
export function bytes(count: number): string {
  let value = count
  let unit = 0
  while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${BYTE_UNITS[unit]}`
}

/** Messages a second: 0, 0.4, 12, 1,204. */
export const rate = (value: number): string =>
  value === 0 ? '0' : value < 10 ? value.toFixed(1) : compact(Math.round(value))
