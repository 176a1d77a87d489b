import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SCOPES, type Scope } from '../../core/ports/access.ts'
import type { World } from '../../core/ports/world.ts'
import { type ApiKey, newApiKey, parseApiKey } from './api-key.ts'

export const DEFAULT_TENANT = 'default'
/** Whose keys alone may make tenants. It has no devices. */
export const SYSTEM_TENANT = 'system'
/**
 * Of the first key of a tenant that is made later. The queues are those of all tenants together [A3], so looking at them
 * is for the tenant of the operators alone: a new key has at most what its maker has.
 */
export const TENANT_SCOPES: readonly Scope[] = SCOPES.filter(
  (scope) => scope !== 'tenants:write' && scope !== 'queues:read',
)

/** `made` now; `found`: the file is of an earlier start; `elsewhere`: another node has it in its own data folder. */
export type AdminKey = { state: 'made' | 'found'; adminKeyPath: string; systemKeyPath: string } | { state: 'elsewhere' }

type First = { file: string; keyId: string; tenant: string; scopes: readonly Scope[] }
const ADMIN: First = {
  file: 'admin.key',
  keyId: 'admin',
  tenant: DEFAULT_TENANT,
  scopes: [...TENANT_SCOPES, 'queues:read'],
}
const SYSTEM: First = {
  file: 'system.key',
  keyId: 'system',
  tenant: SYSTEM_TENANT,
  scopes: ['tenants:write', 'keys:write', 'queues:read'],
}

/**
 * At the first start: the tenant `default` and a key for all of it in `admin.key`, and a key for making tenants in
 * `system.key`, each readable by its owner only. The file is there before its key works, and the tenant is made last,
 * so that a start which was cut off is completed by the next. Of many nodes that start at once, one key of each kind stays.
 */
export async function bootstrapAdminKey(
  world: Pick<World, 'access' | 'chance' | 'clock' | 'places'>,
  dataFolder: string,
): Promise<AdminKey> {
  const paths = { adminKeyPath: join(dataFolder, ADMIN.file), systemKeyPath: join(dataFolder, SYSTEM.file) }
  if ((await world.places.tenants()).includes(DEFAULT_TENANT)) {
    const ours = await isOfThisStore(world, paths.adminKeyPath)
    return ours ? { state: 'found', ...paths } : { state: 'elsewhere' }
  }
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  // Only who has the one makes the other: with one in each of two folders, both nodes would say that they are elsewhere.
  if (!(await makeFirst(world, dataFolder, ADMIN))) return { state: 'elsewhere' }
  const hasBoth = await makeFirst(world, dataFolder, SYSTEM)
  await world.places.addTenant(DEFAULT_TENANT)
  return hasBoth ? { state: 'made', ...paths } : { state: 'elsewhere' }
}

async function makeFirst(
  world: Pick<World, 'access' | 'chance' | 'clock'>,
  folder: string,
  { file, keyId, tenant, scopes }: First,
): Promise<boolean> {
  const path = join(folder, file)
  const fresh = newApiKey(world.chance, keyId)
  await writeOnce(path, `${fresh.token}\n`)
  const key = await readKey(path)
  // A node with the same folder has just found that another was first.
  if (key === 'absent') return false
  if (key === 'no key' || key.keyId !== keyId)
    throw new Error(`The file ${path} is not a key of Sotto. Move it away, then start again: a new one is made.`)
  await world.access.putKey({
    keyId,
    tenant,
    application: 'admin',
    scopes: [...scopes],
    secretSha256: key.secretSha256,
    createdAt: world.clock.now(),
    expiresAt: 0,
    revoked: false,
  })
  if (await isOfThisStore(world, path)) return true
  // Another node, with a data folder of its own, was first.
  await rm(path, { force: true })
  return false
}

async function isOfThisStore({ access }: Pick<World, 'access'>, path: string): Promise<boolean> {
  const key = await readKey(path)
  if (typeof key === 'string') return false
  return (await access.getKey(key.keyId))?.secretSha256 === key.secretSha256
}

async function readKey(path: string): Promise<ApiKey | 'absent' | 'no key'> {
  try {
    return parseApiKey((await readFile(path, 'utf8')).trim()) ?? 'no key'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent'
    throw error
  }
}

/** Whole or not at all; the first of several writers stays. */
async function writeOnce(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await file.close()
    await rm(draft, { force: true })
  }
}
