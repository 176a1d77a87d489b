import type { Clock } from '../../../core/ports/clock.ts'
import type { Operators } from '../../../core/ports/operators.ts'
import type { Places } from '../../../core/ports/places.ts'
import type { Client } from '../connect.ts'
import { createLogins } from './logins.ts'
import { createOperations } from './operations.ts'
import { createSearch } from './search.ts'
import { createStats } from './stats.ts'
import { createStreams } from './streams.ts'
import { createViews } from './views.ts'

export function openOperators(client: Client, places: Places, clock: Clock): Operators {
  return {
    logins: createLogins(client),
    operations: createOperations(client),
    search: createSearch(client, places),
    stats: createStats(client, places),
    streams: createStreams(client, clock),
    views: createViews(client),
  }
}
