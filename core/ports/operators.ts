import type { Logins } from './logins.ts'
import type { Operations } from './operations.ts'
import type { Search } from './search.ts'
import type { Stats } from './stats.ts'
import type { Streams } from './streams.ts'
import type { Views } from './views.ts'

/** What the store keeps for people who look at it and act on it; nothing on a message's path depends on it. */
export type Operators = {
  logins: Logins
  operations: Operations
  search: Search
  stats: Stats
  streams: Streams
  views: Views
}
