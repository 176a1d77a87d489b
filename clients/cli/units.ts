import { usage } from './failure.ts'

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** `90`, `90s`, `15m`, `1h30m`, `2d`: seconds. */
export function seconds(option: string, text: string): number {
  const parts = [...text.matchAll(/(\d+)([smhd])/g)]
  const whole = parts.map(([part]) => part).join('')
  if (/^\d+$/.test(text)) return Number(text)
  if (parts.length === 0 || whole !== text)
    throw usage(`${option} is "${text}", which is no duration. Write it as 90s, 15m, 1h30m or 2d.`)
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ''] ?? 0), 0)
}

/** `key=value`, once or several times. */
export function pairs(option: string, given: readonly string[] | undefined): Record<string, string> {
  return Object.fromEntries((given ?? []).map((text) => pair(option, text)))
}

export function pair(option: string, text: string): [string, string] {
  const at = text.indexOf('=')
  if (at <= 0) throw usage(`${option} is "${text}". Write it as name=value.`)
  return [text.slice(0, at), text.slice(at + 1)]
}

export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= min && value <= max) return value
  throw usage(`${option} is "${text}". It must be a whole number from ${min} to ${max}.`)
}

/** For options that may be given several times. */
export const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value]

/** 2026-01-31 14:05:09, in the reader's own time; '' for none. */
export function moment(ms: number): string {
  if (!ms) return ''
  const at = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString()
  return `${at.slice(0, 10)} ${at.slice(11, 19)}`
}

/** `in 5m`, `12s ago`; '' for none. */
export function fromNow(ms: number, now: number): string {
  if (!ms) return ''
  const span = Math.abs(ms - now) / 1_000
  const [size, unit] = span < 90 ? [1, 's'] : span < 5_400 ? [60, 'm'] : span < 129_600 ? [3_600, 'h'] : [86_400, 'd']
  const count = `${Math.round(span / size)}${unit}`
  return ms > now ? `in ${count}` : `${count} ago`
}
