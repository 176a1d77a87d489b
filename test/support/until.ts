import { setTimeout as sleep } from 'node:timers/promises'
import { PATIENCE_MS } from './patience.ts'

const LOOK_EVERY_MS = 5

type Found<T> = T | undefined | false
/** Waits for a condition, with a deadline: gives what `look` gave first that is neither undefined nor false. */
export async function until<T>(look: () => Found<T> | Promise<Found<T>>, what?: () => string): Promise<T> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`Waited ${PATIENCE_MS} ms for ${what?.() ?? look.toString()}`)
    await sleep(LOOK_EVERY_MS)
  }
}
