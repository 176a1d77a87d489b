/**
 * How long an answer waits for something else to go with it, at the least; at the most twice that. Far less than the 10 s after
 * which a device says it again, and long enough that of a fleet of thousands most are sent something meanwhile.
 */
const HOLD_MS = 1_000
/** Answers in that time from which on the node is busy. */
const BUSY_ANSWERS = 1_000

/**
 * When a channel says what was accepted [D2]. A node with little to do answers at the end of the turn of its loop; a busy
 * one holds the answer back a moment, as TCP does with its acknowledgements: the next message for the device takes it
 * along, and one write less for each is what lets the node do more.
 */
export function createPace() {
  let answers = 0
  let isBusy = false
  let held: (() => void)[] = []
  let older: (() => void)[] = []
  const timer = setInterval(() => {
    isBusy = answers >= BUSY_ANSWERS
    answers = 0
    const ready = older
    older = held
    held = []
    for (const say of ready) say()
  }, HOLD_MS)
  timer.unref()

  return {
    /** Calls `say` once, later. */
    soon(say: () => void): void {
      answers++
      if (isBusy) held.push(say)
      else setImmediate(say)
    },
    close(): void {
      clearInterval(timer)
      for (const say of [...older, ...held]) say()
    },
  }
}

export type Pace = ReturnType<typeof createPace>
