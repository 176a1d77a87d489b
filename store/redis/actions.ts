import type { ActionRecord, Actions } from '../../core/ports/access.ts'
import type { Client } from './connect.ts'
import { actionsOf } from './keys.ts'

/** A hash per tenant: name → the rest as JSON. */
export function createActions(client: Client): Actions {
  return {
    async put(tenant, { name, ...rest }) {
      await client.hset(actionsOf(tenant), name, JSON.stringify(rest))
    },
    async list(tenant) {
      const all = await client.hgetall(actionsOf(tenant))
      return Object.entries(all)
        .map(([name, rest]) => ({ name, ...(JSON.parse(rest) as Omit<ActionRecord, 'name'>) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async delete(tenant, name) {
      return (await client.hdel(actionsOf(tenant), name)) === 1
    },
  }
}
