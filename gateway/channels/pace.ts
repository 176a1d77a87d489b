/**
 * How long an answer waits for something else to go with it. Less than half of the 10 s after which a device says it again, and long
 * enough that of a fleet of thousands most are sent something meanwhile.
 */
const HOLD_MS = 4_000
/** What was held goes out by so much at a time: all at once, thousands of writes would hold up everything else. */
const STEP_MS = 50
const STEPS = HOLD_MS / STEP_MS
/** Answers within the time of holding from which on the node is busy. */
const BUSY_ANSWERS = 1_000

/** Who has answers to say: asked for them once. */
export type Speaker = { say(): void }

type Step = { answers: number; held: Speaker[] }

/**
 * When a channel says what was accepted [D2]. A node with little to do answers at the end of the turn of its loop; a busy
 * one holds the answer back a moment, as TCP does with its acknowledgements: the next message for the device takes it
 * along, and one write less for each is what lets the node do more.
 */
export function createPace() {
  const steps: Step[] = Array.from({ length: STEPS }, () => ({ answers: 0, held: [] }))
  let now = 0
  /** Of all steps. */
  let answers = 0
  const timer = setInterval(() => {
    now = (now + 1) % STEPS
    const oldest = steps[now]!
    steps[now] = { answers: 0, held: [] }
    answers -= oldest.answers
    for (const speaker of oldest.held) speaker.say()
  }, STEP_MS)
  timer.unref()

  return {
    /** Calls its `say` once, later. */
    soon(speaker: Speaker): void {
      const step = steps[now]!
      step.answers++
      answers++
      if (answers >= BUSY_ANSWERS) step.held.push(speaker)
      else setImmediate(ask, speaker)
    },
    close(): void {
      clearInterval(timer)
      for (const { held } of steps) for (const speaker of held.splice(0)) speaker.say()
    },
  }
}

const ask = (speaker: Speaker): void => speaker.say()

export type Pace = ReturnType<typeof createPace>
