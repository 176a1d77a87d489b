import type { Operators } from '../../../core/ports/operators.ts'
import type { Client } from '../connect.ts'
import { createLogins } from './logins.ts'

export function openOperators(client: Client): Operators {
  return {
    logins: createLogins(client),
  }
}
