import { setTimeout as sleep } from 'node:timers/promises'

const DEADLINE_MS = 10_000
const LOOK_EVERY_MS = 5

/** Waits for a condition, with a deadline: gives what it gave first that is not undefined or false. */
export async function until<T>(look: () => T | undefined | false, what: () => string = String): Promise<T> {
  const end = Date.now() + DEADLINE_MS
  for (;;) {
    const found = look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`Waited ${DEADLINE_MS} ms for ${what()}`)
    await sleep(LOOK_EVERY_MS)
  }
}
