type Waiting<Item, Answer> = {
  item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * Calls of one turn of the loop to the same place (or node) become one call of the store: many callers at once cost it little
 * more than one, and one alone waits for nothing. What goes to one place keeps its order.
 * @param run answers in the order of the items; when it fails, all of them fail
 * @param weightOf what an item counts towards `weightMax`, which bounds one call
 */
export function createGather<To, Item, Answer>(
  keyOf: (to: To) => string,
  weightMax: number,
  weightOf: (item: Item) => number,
  run: (to: To, items: Item[]) => Promise<Answer[]>,
): (to: To, item: Item) => Promise<Answer> {
  const lanes = new Map<string, { to: To; waiting: Waiting<Item, Answer>[]; weight: number }>()
  let isScheduled = false

  /** All of them in one turn: their calls are one write (connect.ts). */
  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      for (const key of [...lanes.keys()]) flush(key)
    })
  }

  function flush(key: string): void {
    const lane = lanes.get(key)
    if (!lane) return
    lanes.delete(key)
    const { to, waiting } = lane
    run(
      to,
      waiting.map(({ item }) => item),
    ).then(
      (answers) =>
        waiting.forEach(({ resolve }, i) => {
          resolve(answers[i] as Answer)
        }),
      (error) => {
        for (const { reject } of waiting) reject(error)
      },
    )
  }

  return (to, item) =>
    new Promise((resolve, reject) => {
      const key = keyOf(to)
      const weight = weightOf(item)
      if ((lanes.get(key)?.weight ?? 0) + weight > weightMax) flush(key)
      let lane = lanes.get(key)
      if (!lane) {
        lane = { to, waiting: [], weight: 0 }
        lanes.set(key, lane)
        schedule()
      }
      lane.waiting.push({ item, resolve, reject })
      lane.weight += weight
    })
}
