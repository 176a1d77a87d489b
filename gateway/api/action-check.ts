import { LRUCache } from 'lru-cache'
import { SottoError } from '../../core/errors.ts'
import type { World } from '../../core/ports/world.ts'
import { compileSchema, type SchemaCheck } from './action-schema.ts'

/** After this, an action that another node declared or deleted is known here too. */
const ACTIONS_CACHE_MS = 4_000
const TENANTS_MAX = 1_000
const SCHEMAS_MAX = 1_000
/** A schema that ran out of time or stack checks nothing for so long: one tenant's pattern must not take the node's time. */
const BARRED_MS = 10_000

export type ActionCheck = {
  /** Throws UNKNOWN_ACTION or PARAMS_MISMATCH. A tenant that has declared none may name any. */
  check(tenant: string, action: string, params: unknown): Promise<void>
  /** This node need not wait for the cache. */
  forget(tenant: string): void
}

export function createActionCheck({ actions, clock }: Pick<World, 'actions' | 'clock'>): ActionCheck {
  const declared = new LRUCache<string, ReadonlyMap<string, string>>({
    max: TENANTS_MAX,
    ttl: ACTIONS_CACHE_MS,
    ttlResolution: 0,
    perf: clock,
    ignoreFetchAbort: true,
    fetchMethod: async (tenant) => new Map((await actions.list(tenant)).map(({ name, schema }) => [name, schema])),
  })
  const checks = new LRUCache<string, SchemaCheck>({ max: SCHEMAS_MAX, ttlResolution: 0, perf: clock })

  function checkOf(schema: string): SchemaCheck {
    const known = checks.get(schema)
    if (known) return known
    const made = compileSchema(schema, 'schema')
    checks.set(schema, made)
    return made
  }

  function problemOf(schema: string, params: unknown): ReturnType<SchemaCheck> {
    try {
      return checkOf(schema)(params)
    } catch (error) {
      // The parameters can not be said to fit.
      const barred = { path: '', message: `can not be checked against the schema: ${(error as Error).message}` }
      checks.set(schema, () => barred, { ttl: BARRED_MS })
      return barred
    }
  }

  return {
    async check(tenant, action, params) {
      const schemas = await declared.fetch(tenant)
      if (schemas === undefined || schemas.size === 0) return
      const schema = schemas.get(action)
      if (schema === undefined) throw new SottoError('UNKNOWN_ACTION', { field: 'action' })
      const wrong = problemOf(schema, params)
      if (wrong === undefined) return
      const field = `params${wrong.path.replaceAll('/', '.')}`
      throw new SottoError('PARAMS_MISMATCH', { field, detail: `${field} ${wrong.message}` })
    },
    forget: (tenant) => void declared.delete(tenant),
  }
}
