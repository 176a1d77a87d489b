import type { Logins } from './logins.ts'

/** What the store keeps for people who look at it and act on it; nothing on a message's path depends on it. */
export type Operators = {
  logins: Logins
}
