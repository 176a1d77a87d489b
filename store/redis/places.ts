import { ConfigProblem } from '../../core/config.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { Places } from '../../core/ports/places.ts'
import type { Client } from './connect.ts'
import { meta, tenants } from './keys.ts'

const FRESH_MS = 1_000
/** Has no devices; the readiness canary goes through its places [B6]. */
const SYSTEM = 'system'

/** @throws ConfigProblem when the deployment was made with another number of partitions */
export async function openPlaces(client: Client, partitions: number, deployment: string): Promise<Places> {
  const [storedPartitions, storedDeployment] = await made(client, partitions, deployment)
  if (Number(storedPartitions) !== partitions) {
    throw new ConfigProblem(
      `This store was made with ${storedPartitions} partitions, but the setting "partitions" is ${partitions}. Devices are bound to partitions, so set it back to ${storedPartitions}.`,
    )
  }
  let known: { at: number; places: Place[] } = { at: Number.NEGATIVE_INFINITY, places: [] }
  const placesOf = (tenant: string): Place[] =>
    Array.from({ length: partitions }, (_, partition) => ({ tenant, partition }))

  return {
    partitions,
    deployment: storedDeployment ?? deployment,
    async tenants() {
      return (await client.smembers(tenants)).sort()
    },
    async addTenant(tenant) {
      return (await client.sadd(tenants, tenant)) === 1
    },
    async all() {
      const now = performance.now()
      if (now - known.at > FRESH_MS)
        known = { at: now, places: [...(await client.smembers(tenants)).sort(), SYSTEM].flatMap(placesOf) }
      return known.places
    },
  }
}

/** What the first start has fixed. Only read when it is there: a full Redis refuses writes, and a role may have to start again. */
async function made(client: Client, partitions: number, deployment: string): Promise<(string | null)[]> {
  const stored = await client.hmget(meta, 'partitions', 'deployment')
  if (stored.every((value) => value !== null)) return stored
  await Promise.all([client.hsetnx(meta, 'partitions', partitions), client.hsetnx(meta, 'deployment', deployment)])
  return await client.hmget(meta, 'partitions', 'deployment')
}
