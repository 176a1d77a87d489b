/** So many at a time, the others in order behind them. */
export type Slots = { run<T>(work: () => Promise<T>): Promise<T> }

export function createSlots(max: number): Slots {
  let taken = 0
  const waiting: (() => void)[] = []
  return {
    async run(work) {
      if (taken >= max) await new Promise<void>((resolve) => waiting.push(resolve))
      else taken++
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else taken--
      }
    },
  }
}
