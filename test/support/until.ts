import { setTimeout as sleep } from 'node:timers/promises'

const DEADLINE_MS = 10_000
const LOOK_EVERY_MS = 5

type Found<T> = T | undefined | false
/** Waits for a condition, with a deadline: gives what `look` gave first that is neither undefined nor false. */
export async function until<T>(look: () => Found<T> | Promise<Found<T>>, what?: () => string): Promise<T> {
  const end = Date.now() + DEADLINE_MS
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`Waited ${DEADLINE_MS} ms for ${what?.() ?? look.toString()}`)
    await sleep(LOOK_EVERY_MS)
  }
}
