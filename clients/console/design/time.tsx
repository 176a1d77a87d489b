import { useSyncExternalStore } from 'react'

/** One timer for all the ages on a page. */
const TICK_MS = 1_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of listeners) tell()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Unix ms, new each second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)

/** How long ago, or in how long; the whole time on hover. Nothing for 0. */
export function Age({ at, ifNever = '–' }: { at: number; ifNever?: string }) {
  const current = useNow()
  if (at === 0) return <span className="faint">{ifNever}</span>
  const ms = Math.max(current, Date.now() - TICK_MS) - at
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at)} className="number">
      {ms >= 0 ? `${duration(ms)} ago` : `in ${duration(-ms)}`}
    </time>
  )
}

/** 12 ms, 3.4 s, 12 s, 5 min, 3 h, 4 d: two figures are enough. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`
  if (ms < 60_000) return `${Math.floor(ms / 1_000)} s`
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min`
  if (ms < 86_400_000) return `${Math.floor(ms / 3_600_000)} h`
  return `${Math.floor(ms / 86_400_000)} d`
}

const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hour12: false,
})
const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' })

export const fullTime = (at: number): string => FULL.format(at)
/** 14:03:22.041 */
export const clockTime = (at: number): string => CLOCK.format(at)
export const dayOf = (at: number): string => DAY.format(at)
