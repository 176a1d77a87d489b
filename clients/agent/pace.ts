import type { Clock } from './clock.ts'
import { FRAME_BURST_MAX, FRAMES_PER_SECOND } from './limits.ts'

/** Keeps the agent under the server's bound on frames a second: what has to wait goes into a fuller frame later. */
export type Pace = {
  /** 0: a frame may go now. */
  waitMs(): number
  spend(frames: number): void
  /** Once, however often it is asked for. */
  later(ms: number, run: () => void): void
  stop(): void
}

export function createPace(clock: Clock): Pace {
  let left = FRAME_BURST_MAX
  let filledAt = clock.now()
  let stopTimer: (() => void) | undefined
  return {
    waitMs() {
      const now = clock.now()
      left = Math.min(FRAME_BURST_MAX, left + (Math.max(0, now - filledAt) * FRAMES_PER_SECOND) / 1_000)
      filledAt = now
      return left >= 1 ? 0 : Math.ceil(((1 - left) * 1_000) / FRAMES_PER_SECOND)
    },
    spend(frames) {
      left -= frames
    },
    later(ms, run) {
      stopTimer ??= clock.after(ms, () => {
        stopTimer = undefined
        run()
      })
    },
    stop: () => stopTimer?.(),
  }
}
