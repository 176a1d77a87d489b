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
  let events = 0
  let bytes = 0
  let inHand: Held | undefined
  let finish: { error: unknown } | undefined
  let wake: (() => void) | undefined

  function hold(held: Held, sign: 1 | -1): void {
    events += sign * held.events
    bytes += sign * held.bytes
  }

  function release(): void {
    if (!inHand) return
    const { item } = inHand
    hold(inHand, -1)
    inHand = undefined
    released(item)
  }

  return {
    put(item, size) {
      const held = { item, events: item.type === 'events' ? item.events.length : 0, bytes: size }
      waiting.push(held)
      hold(held, 1)
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
    clear() {
      for (const held of waiting.splice(0)) hold(held, -1)
    },
    end(error) {
      finish ??= { error }
      wake?.()
    },
    get held() {
      return { events, bytes }
    },
  }
}
