import type { Operators } from '../../../core/ports/operators.ts'
import type { Places } from '../../../core/ports/places.ts'
import type { Client } from '../connect.ts'
import { createLogins } from './logins.ts'
import { createSearch } from './search.ts'
import { createViews } from './views.ts'

export function openOperators(client: Client, places: Places): Operators {
  return {
    logins: createLogins(client),
    search: createSearch(client, places),
    views: createViews(client),
  }
}
