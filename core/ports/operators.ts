import type { Logins } from './logins.ts'
import type { Search } from './search.ts'
import type { Views } from './views.ts'

/** What the store keeps for people who look at it and act on it; nothing on a message's path depends on it. */
export type Operators = {
  logins: Logins
  search: Search
  views: Views
}
