import type { EventBatch, EventGap } from './event.ts'

type Item = EventBatch | EventGap
type Held = { item: Item; events: number; bytes: number }

/**
 * What came and was not yet taken by the loop, and the batch that the loop is in. Bounded by what was granted [H4]:
 * a loop that takes nothing grants nothing.
 */
export type BatchQueue = {
  put(item: Item, bytes: number): void
  /** The next item, when there is one; undefined at the end. What was taken before is released. */
  take(): Promise<Item | undefined>
  /** Forgets what waits: it will come again. */
  clear(): void
  /** What waits can still be taken; then the end, or the error. */
  end(error?: unknown): void
  readonly held: { events: number; bytes: number }
}

export function createBatchQueue(released: (item: Item) => void): BatchQueue {
  const waiting: Held[] = []
  let inHand: Held | undefined
  let finish: { error: unknown } | undefined
  let wake: (() => void) | undefined

  function release(): void {
    if (!inHand) return
    const { item } = inHand
    inHand = undefined
    released(item)
  }

  return {
    put(item, bytes) {
      waiting.push({ item, events: item.type === 'events' ? item.events.length : 0, bytes })
      wake?.()
    },
    async take() {
      release()
      while (waiting.length === 0 && !finish)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      inHand = waiting.shift()
      if (!inHand && finish?.error !== undefined) throw finish.error
      return inHand?.item
    },
    clear: () => void waiting.splice(0),
    end(error) {
      finish ??= { error }
      wake?.()
    },
    get held() {
      const sum = { events: inHand?.events ?? 0, bytes: inHand?.bytes ?? 0 }
      for (const { events, bytes } of waiting) {
        sum.events += events
        sum.bytes += bytes
      }
      return sum
    },
  }
}
