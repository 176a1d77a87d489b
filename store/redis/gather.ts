import { placeKey } from '../../core/command.ts'
import type { Place } from '../../core/ports/messages.ts'

type Waiting<Item, Answer> = {
  item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * Calls of one turn of the loop for the same place become one call of the store: many callers at once cost it little more
 * than one, and one alone waits for nothing.
 * @param run answers in the order of the items; when it fails, all of them fail
 * @param weightOf what an item counts towards `weightMax`, which bounds one call
 */
export function createGather<Item, Answer>(
  weightMax: number,
  weightOf: (item: Item) => number,
  run: (place: Place, items: Item[]) => Promise<Answer[]>,
): (place: Place, item: Item) => Promise<Answer> {
  const lanes = new Map<string, { place: Place; waiting: Waiting<Item, Answer>[]; weight: number }>()
  let isScheduled = false

  /** All places in one turn: their calls are one write (connect.ts). */
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
    const { place, waiting } = lane
    run(
      place,
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

  return (place, item) =>
    new Promise((resolve, reject) => {
      const key = placeKey(place)
      const weight = weightOf(item)
      if ((lanes.get(key)?.weight ?? 0) + weight > weightMax) flush(key)
      let lane = lanes.get(key)
      if (!lane) {
        lane = { place, waiting: [], weight: 0 }
        lanes.set(key, lane)
        schedule()
      }
      lane.waiting.push({ item, resolve, reject })
      lane.weight += weight
    })
}
