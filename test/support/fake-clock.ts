import type { Clock } from '../../clients/agent/clock.ts'

/** Time that passes only when a test says so. `chance` gives the highest there is, unless it is set. */
export type FakeClock = Clock & { at: number; odds: number; advance(ms: number): Promise<void> }

export function fakeClock(): FakeClock {
  const timers = new Set<{ at: number; run: () => void }>()
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  const clock: FakeClock = {
    at: 1_000_000,
    odds: 1 - Number.EPSILON,
    now: () => clock.at,
    chance: () => clock.odds,
    endOfTurn: (run) => void setImmediate(run),
    after(ms, run) {
      const timer = { at: clock.at + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    async advance(ms) {
      const end = clock.at + ms
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        clock.at = Math.max(clock.at, next.at)
        next.run()
        await settle()
      }
      clock.at = end
    },
  }
  return clock
}
