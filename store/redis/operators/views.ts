import { VIEWS_MAX } from '../../../core/limits.ts'
import type { ViewRecord, Views } from '../../../core/ports/views.ts'
import type { Client } from '../connect.ts'
import { viewsOf } from '../keys.ts'

/** A hash an owner: name → view. Two that save their last one at the same moment may have one more than they should. */
export function createViews(client: Client): Views {
  return {
    async list(tenant, owners) {
      const all = await Promise.all(owners.map((owner) => client.hvals(viewsOf(tenant, owner))))
      return all.flat().map((json) => JSON.parse(json) as ViewRecord)
    },
    async put(tenant, owner, view) {
      const key = viewsOf(tenant, owner)
      const [exists, count] = await Promise.all([client.hexists(key, view.name), client.hlen(key)])
      if (!exists && count >= VIEWS_MAX) return false
      await client.hset(key, view.name, JSON.stringify(view))
      return true
    },
    async delete(tenant, owner, name) {
      return (await client.hdel(viewsOf(tenant, owner), name)) === 1
    },
  }
}
