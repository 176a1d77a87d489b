import type { Clock } from '../../../core/ports/clock.ts'
import type { Operators } from '../../../core/ports/operators.ts'
import type { Places } from '../../../core/ports/places.ts'
import type { Client } from '../connect.ts'
import type { Head } from '../function-head.ts'
import type { Library } from '../library.ts'
import { createLogins } from './logins.ts'
import { createOperations } from './operations.ts'
import { createSearch } from './search.ts'
import { createStats } from './stats.ts'
import { createStreams } from './streams.ts'
import { createViews } from './views.ts'

export function openOperators(given: {
  client: Client
  library: Library
  places: Places
  clock: Clock
  head: Head
}): Operators {
  const { client, library, places, clock, head } = given
  return {
    logins: createLogins(client),
    operations: createOperations(client),
    search: createSearch(client, library, places, head),
    stats: createStats(client, places),
    streams: createStreams(client, clock),
    views: createViews(client),
  }
}
