/** Runs `step(0)` … `step(count - 1)` in order of their start, at most `atATime` of them unfinished. */
export async function inFlight(count: number, atATime: number, step: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  async function lane(): Promise<void> {
    while (next < count) await step(next++)
  }
  await Promise.all(Array.from({ length: Math.min(atATime, count) }, lane))
}
