import type { Histories } from '../history.ts'

export type Violation = {
  checker: string
  /** A sentence, with all that somebody needs to find it in the histories. */
  what: string
}

/** Looks at what all saw and did, when it is over, and says where a promise was broken. Alone with the histories. */
export type Checker = {
  readonly name: string
  /** What is promised, in one sentence, for docs/guarantees.md. */
  readonly promise: string
  /** Rules of docs/spec.md. */
  readonly rules: readonly string[]
  /** `looked`: how many things the promise was held against, for the bound. */
  check(histories: Histories): { violations: Violation[]; looked: number }
}

/** Of one broken promise there may be thousands of traces; more than these tell nothing new. */
const VIOLATIONS_MAX = 50

/** Gathers violations of one checker, and counts those that are too many to tell. */
export function createFindings(checker: string) {
  const violations: Violation[] = []
  let untold = 0
  return {
    add(what: string): void {
      if (violations.length < VIOLATIONS_MAX) violations.push({ checker, what })
      else untold++
    },
    all(): Violation[] {
      return untold === 0 ? violations : [...violations, { checker, what: `… and ${untold} more of this kind.` }]
    },
  }
}
