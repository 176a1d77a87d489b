import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ErrorCode, SottoError } from '../../core/errors.ts'
import { AUDIT_DETAIL_BYTES_MAX } from '../../core/limits.ts'
import { type Principal, SCOPES } from '../../core/ports/access.ts'
import { type AdminKey, bootstrapAdminKey } from '../../gateway/api/admin-key.ts'
import { newApiKey, parseApiKey, sha256Hex } from '../../gateway/api/api-key.ts'
import type { Caller, Guard } from '../../gateway/api/caller.ts'
import type { MethodName } from '../../gateway/api/methods.ts'
import { createAudit } from '../../store/redis/audit.ts'
import { type ApiWorld, makeKey, openApi, openApiWorld } from '../support/api-world.ts'
import { chance } from '../support/fixture.ts'
import { PATIENCE_MS } from '../support/patience.ts'
import { withRedis } from '../support/redis.ts'

const redis = withRedis()
let world: ApiWorld
let guard: Guard
let calls: ReturnType<typeof openApi>['calls']

beforeEach(async () => {
  await redis.connect().flushall()
  world = await openApiWorld(redis.connect(), { requestsPerSecond: 50 })
  ;({ guard, calls } = openApi(world))
})

const bearer = (token: string) => `Bearer ${token}`
const callerOf = (given: Partial<Principal> = {}): Caller => ({
  ...{ tenant: 'default', application: 'app', keyId: 'k1', requestId: 'r1' },
  scopes: SCOPES.filter((scope) => scope !== 'tenants:write'),
  ...given,
})
async function call<T>(method: MethodName, request: object, caller = callerOf()): Promise<T> {
  return (await calls.run(method, request, caller)) as T
}
const refusal = (code: ErrorCode, field?: string) =>
  expect.objectContaining({ name: 'SottoError', code, ...(field && { field }) })

describe('API keys', () => {
  it('[A4] are 256 random bits with a checksum, and only their hash is kept', async () => {
    const key = newApiKey(chance)
    expect(key.token).toMatch(/^sk_[a-z0-9]{16}_[\w-]{43}[0-9a-z]{6}$/)
    expect(parseApiKey(key.token)).toEqual(key)
    await makeKey(world)
    const client = redis.connect()
    const { token, keyId } = await makeKey(world)
    const secret = token.slice(token.indexOf('_', 3) + 1, -6)
    expect(JSON.stringify(await client.hgetall(`s:key:${keyId}`))).toContain(sha256Hex(secret))
    for (const name of await client.keys('*'))
      if ((await client.type(name)) === 'hash') expect(JSON.stringify(await client.hgetall(name))).not.toContain(secret)
  })

  it('[A4] one wrong character is noticed without the store', () => {
    const { token } = newApiKey(chance)
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abcXYZ019_-'), (at, char) => {
        fc.pre(token[at] !== char)
        expect(parseApiKey(token.slice(0, at) + char + token.slice(at + 1))).toBeUndefined()
      }),
    )
  })

  it('[A4] let in whom they belong to, as far as the scopes go', async () => {
    const { token, keyId } = await makeKey(world, { scopes: ['commands:read'] })
    expect(await guard.admit('CommandService/GetMessage', bearer(token))).toEqual({
      ...{ tenant: 'default', application: 'app', keyId, scopes: ['commands:read'] },
    })
    await guard.admit('AccessService/WhoAmI', bearer(token))
    const denied = guard.admit('CommandService/Submit', bearer(token))
    await expect(denied).rejects.toThrow('lacks the scope commands:write')
    await expect(denied).rejects.toEqual(refusal('PERMISSION_DENIED'))
  })

  it('[A4] another secret under the same identifier is not let in', async () => {
    const { keyId } = await makeKey(world)
    const forged = newApiKey(chance, keyId)
    await expect(guard.admit('AccessService/WhoAmI', bearer(forged.token))).rejects.toEqual(refusal('UNAUTHENTICATED'))
  })

  it('[A4] expire', async () => {
    const { token } = await makeKey(world, { expiresAt: world.clock.now() + 1_000 })
    await guard.admit('AccessService/WhoAmI', bearer(token))
    world.clock.advance(1_000)
    await expect(guard.admit('AccessService/WhoAmI', bearer(token))).rejects.toEqual(refusal('KEY_EXPIRED'))
  })

  it('[A4] stop working at once where they were revoked, and within 5 s on another node', async () => {
    const elsewhere = openApi(world).guard
    const { token, keyId } = await makeKey(world)
    for (const node of [guard, elsewhere]) await node.admit('AccessService/WhoAmI', bearer(token))
    await call('AccessService/RevokeKey', { keyId })
    await expect(guard.admit('AccessService/WhoAmI', bearer(token))).rejects.toEqual(refusal('UNAUTHENTICATED'))
    world.clock.advance(5_000)
    await expect(elsewhere.admit('AccessService/WhoAmI', bearer(token))).rejects.toEqual(refusal('UNAUTHENTICATED'))
    const listed = await call<{ keys: object[] }>('AccessService/ListKeys', {})
    expect(listed.keys).toContainEqual(expect.objectContaining({ keyId, revoked: true }))
  })

  it('[B1] have so many calls a second, and are told when to come back', async () => {
    const [{ token }, { token: other }] = [await makeKey(world), await makeKey(world)]
    const all = await Promise.allSettled(
      Array.from({ length: 60 }, () => guard.admit('AccessService/WhoAmI', bearer(token))),
    )
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as SottoError] : []))
    expect(refused.length).toBe(10)
    expect(refused[0]).toEqual(refusal('RATE_LIMITED'))
    expect(refused[0]!.retryAfterMs).toBeGreaterThan(0)
    expect(refused[0]!.retryAfterMs).toBeLessThanOrEqual(1_000)
    await guard.admit('AccessService/WhoAmI', bearer(other))
  })

  it('[A4] a new key has at most the scopes of its maker', async () => {
    const caller = callerOf({ scopes: ['keys:write', 'commands:read'] })
    const request = { application: 'shop', scopes: ['commands:read'], expiresSeconds: 60 }
    const { key, secret } = await call<{ key: object; secret: string }>('AccessService/CreateKey', request, caller)
    expect(key).toMatchObject({ application: 'shop', scopes: ['commands:read'], revoked: false })
    expect(await guard.admit('CommandService/GetMessage', bearer(secret))).toMatchObject({ application: 'shop' })
    for (const scope of ['commands:write', 'hooks:all', 'tenants:write'])
      await expect(
        call('AccessService/CreateKey', { ...request, scopes: ['commands:read', scope] }, caller),
      ).rejects.toEqual(refusal('PERMISSION_DENIED', 'scopes[1]'))
  })

  it('[A3] can not be revoked or seen by another tenant', async () => {
    const { token, keyId } = await makeKey(world)
    const other = callerOf({ tenant: 'other' })
    await expect(call('AccessService/RevokeKey', { keyId }, other)).rejects.toEqual(refusal('NOT_FOUND', 'key_id'))
    expect(await call('AccessService/ListKeys', {}, other)).toEqual({ keys: [] })
    await guard.admit('AccessService/WhoAmI', bearer(token))
  })
})

describe('tenants', () => {
  const system = callerOf({ tenant: 'system', scopes: ['tenants:write'] })

  it('[A3] are made by the system tenant alone, each with a key of its own', async () => {
    const { secret } = await call<{ secret: string }>('AccessService/CreateTenant', { tenant: 'shop' }, system)
    const { scopes, tenant } = await guard.admit('AccessService/WhoAmI', bearer(secret))
    expect([tenant, scopes.includes('tenants:write'), scopes.includes('queues:read')]).toEqual(['shop', false, false])
    expect(await call('AccessService/ListTenants', {}, system)).toEqual({ tenants: ['default', 'shop'] })
    const withScope = callerOf({ scopes: ['tenants:write'] })
    await expect(call('AccessService/CreateTenant', { tenant: 'x' }, withScope)).rejects.toEqual(
      refusal('PERMISSION_DENIED'),
    )
    await expect(call('AccessService/ListTenants', {}, withScope)).rejects.toEqual(refusal('PERMISSION_DENIED'))
  })

  it.each(['default', 'system', 'A', '', 'a:b', '{x}'])('[A2] "%s" can not be made', async (tenant) => {
    await expect(call('AccessService/CreateTenant', { tenant }, system)).rejects.toEqual(
      refusal('INVALID_FIELD', 'tenant'),
    )
  })
})

describe('the first start', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sotto-key-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  beforeEach(async () => {
    await redis.connect().flushall()
  })

  it('[A4] makes one admin key and one for tenants, each for its owner alone', async () => {
    const data = join(folder, 'a')
    const made = (await bootstrapAdminKey(world, data)) as AdminKey & { state: 'made' }
    expect(made.state).toBe('made')
    for (const path of [made.adminKeyPath, made.systemKeyPath]) expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(data)).mode & 0o777).toBe(0o700)
    const admin = (await readFile(made.adminKeyPath, 'utf8')).trim()
    const who = await guard.admit('CommandService/Submit', bearer(admin))
    expect(who).toMatchObject({ tenant: 'default', application: 'admin' })
    expect(who.scopes).not.toContain('tenants:write')
    const system = (await readFile(made.systemKeyPath, 'utf8')).trim()
    expect(await guard.admit('AccessService/CreateTenant', bearer(system))).toMatchObject({ tenant: 'system' })
    expect(await bootstrapAdminKey(world, data)).toEqual({ ...made, state: 'found' })
    expect(await readdir(data)).toEqual(['admin.key', 'system.key'])
  })

  it('[A4] of many nodes that start at once, one makes them; those that share its folder find them', async () => {
    const folders = ['b', 'b', 'b', 'c', 'd']
    const all = await Promise.all(folders.map((name) => bootstrapAdminKey(world, join(folder, name))))
    const keys = await Promise.all(['b', 'c', 'd'].map((name) => readdir(join(folder, name))))
    expect(keys.flat().filter((name) => name === 'admin.key').length).toBe(1)
    expect(all.filter(({ state }) => state !== 'elsewhere').length).toBeGreaterThan(0)
    expect((await world.access.listKeys('default')).length).toBe(1)
    expect((await world.access.listKeys('system')).length).toBe(1)
  })

  it('[A4] that was cut off is completed by the next', async () => {
    const data = join(folder, 'e')
    const places = { ...world.places, addTenant: () => Promise.reject(new Error('cut off')) }
    await expect(bootstrapAdminKey({ ...world, places }, data)).rejects.toThrow('cut off')
    const first = await readFile(join(data, 'admin.key'), 'utf8')
    expect(await bootstrapAdminKey(world, data)).toMatchObject({ state: 'made' })
    expect(await readFile(join(data, 'admin.key'), 'utf8')).toBe(first)
    await guard.admit('CommandService/Submit', bearer(first.trim()))
  })

  it('does not write over a file that is something else', async () => {
    const data = join(folder, 'f')
    await expect(bootstrapAdminKey(world, join(folder, 'f')).then(() => redis.connect().flushall())).resolves.toBe('OK')
    await writeFile(join(data, 'admin.key'), 'my diary')
    await expect(bootstrapAdminKey(world, data)).rejects.toThrow(/admin\.key is not a key/)
    expect(await readFile(join(data, 'admin.key'), 'utf8')).toBe('my diary')
  })

  it('[A4] a revoked admin key does not come back with a restart', async () => {
    const data = join(folder, 'g')
    await bootstrapAdminKey(world, data)
    await world.access.revokeKey('default', 'admin')
    await bootstrapAdminKey(world, data)
    expect((await world.access.getKey('admin'))?.revoked).toBe(true)
  })
})

describe('declared actions', () => {
  const put = (schema: object | string, name = 'lock') =>
    call('FleetService/PutAction', {
      action: { name, schema: typeof schema === 'string' ? schema : JSON.stringify(schema), description: '' },
    })
  const submit = (action: string, params: Record<string, unknown> = {}) =>
    call('CommandService/Submit', {
      ...{ action, devices: ['nope'], fleet: null, hook: null, clocks: null, tags: [], supersede: false },
      ...{ concurrencyKey: '', idempotencyKey: '' },
      params: { fields: Object.fromEntries(Object.entries(params).map(([key, text]) => [key, { stringValue: text }])) },
    })

  it('[A2] none declared: any may be named; one declared: no other, and its parameters must fit', async () => {
    await expect(submit('anything')).rejects.toEqual(refusal('UNKNOWN_DEVICE', 'devices[0]'))
    await put({ type: 'object', properties: { a: { type: 'string', maxLength: 2 } }, additionalProperties: false })
    await expect(submit('anything')).rejects.toEqual(refusal('UNKNOWN_ACTION', 'action'))
    await expect(submit('lock', { a: 'abc' })).rejects.toEqual(refusal('PARAMS_MISMATCH', 'params.a'))
    await expect(submit('lock', { b: 'x' })).rejects.toEqual(refusal('PARAMS_MISMATCH', 'params'))
    await expect(submit('lock', { a: 'ab' })).rejects.toEqual(refusal('UNKNOWN_DEVICE'))
    await put('', 'reboot')
    await expect(submit('reboot', { x: 'y' })).rejects.toEqual(refusal('UNKNOWN_DEVICE'))
    expect(await call('FleetService/ListActions', {})).toMatchObject({
      actions: [{ name: 'lock' }, { name: 'reboot' }],
    })
    for (const name of ['lock', 'reboot']) await call('FleetService/DeleteAction', { name })
    await expect(call('FleetService/DeleteAction', { name: 'lock' })).rejects.toEqual(refusal('NOT_FOUND', 'name'))
    await expect(submit('anything')).rejects.toEqual(refusal('UNKNOWN_DEVICE'))
  })

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['an unknown type', { type: 'banana' }],
    ['a number that is none', { minimum: 'x' }],
    ['a pattern that is none', { pattern: '(a+' }],
    ['a remote reference', { $ref: 'http://example.com/schema' }],
    ['a reference to nothing', { $ref: '#/$defs/none' }],
    ['a reference to itself', { $ref: '#' }],
    ['an identifier of its own', { $id: 'http://example.com/' }],
    ['too many levels', `${'{"not":'.repeat(40)}{}${'}'.repeat(40)}`],
  ])('[A2] %s is no schema', async (_, schema) => {
    await expect(put(schema)).rejects.toEqual(refusal('INVALID_FIELD', 'action.schema'))
  })

  it('[B1] a schema that is too large is refused', async () => {
    await expect(put({ description: 'x'.repeat(33_000) })).rejects.toEqual(refusal('TOO_LARGE', 'action.schema'))
  })

  it('[A2] data in a schema is not taken for a schema, and inner references work', async () => {
    await put({ $ref: '#/$defs/p', $defs: { p: { properties: { type: { const: 'x' }, $id: { enum: ['y'] } } } } })
    await expect(submit('lock', { type: 'z' })).rejects.toEqual(refusal('PARAMS_MISMATCH', 'params.type'))
    await expect(submit('lock', { type: 'x', $id: 'y' })).rejects.toEqual(refusal('UNKNOWN_DEVICE'))
  })

  it('[B1] a pattern that backtracks without end holds nobody up', async () => {
    await put({ properties: { a: { pattern: '^(a+)+$' } } })
    const started = performance.now()
    // Each that is checked takes its 25 ms of this thread; those after the first are not.
    for (let i = 0; i < 100; i++)
      await expect(submit('lock', { a: `${'a'.repeat(60)}b` })).rejects.toEqual(refusal('PARAMS_MISMATCH'))
    expect(performance.now() - started).toBeLessThan(2_000)
    world.clock.advance(10_001)
    await expect(submit('lock', { a: 'aa' })).rejects.toEqual(refusal('UNKNOWN_DEVICE'))
  })
})

describe('enrolment', () => {
  const enroll = (token: string, deviceId = '', publicKey = chance.bytes(32)) =>
    call<{ deviceId: string; epoch: number }>('DeviceService/Enroll', { token, publicKey, deviceId, labels: {} })

  it('[A4] takes a token once, for the device that it names', async () => {
    const request = { deviceId: 'dev-1', expiresSeconds: 0, labels: { os: 'linux' } }
    const { token, expiresAt } = await call<{ token: string; expiresAt: number }>(
      'FleetService/CreateEnrollment',
      request,
    )
    expect(expiresAt).toBe(world.clock.now() + 3_600_000)
    const publicKey = chance.bytes(32)
    const answer = { tenant: 'default', deviceId: 'dev-1', epoch: 1 }
    expect(await enroll(token, 'dev-1', publicKey)).toEqual(answer)
    expect(await enroll(token, 'dev-1', publicKey)).toEqual(answer)
    await expect(enroll(token, 'dev-1')).rejects.toEqual(refusal('BAD_TOKEN'))
    const other = await call<{ token: string }>('FleetService/CreateEnrollment', request)
    await expect(enroll(other.token, 'dev-2')).rejects.toEqual(refusal('BAD_TOKEN'))
    const { device } = await call<{ device: object }>('FleetService/GetDevice', { deviceId: 'dev-1' })
    expect(device).toMatchObject({ deviceId: 'dev-1', online: false, labels: { os: 'linux' }, revoked: false })
  })

  it.each(['', 'se_x', `se_${'a'.repeat(43)}`, 'x'.repeat(10_000)])('[A4] %.20s is no token', async (token) => {
    await expect(enroll(token, 'dev-1')).rejects.toEqual(refusal('BAD_TOKEN', 'token'))
  })
})

describe('the audit', () => {
  it('[S4] has who did what, newest first, in pages', async () => {
    await call('AccessService/CreateKey', { application: 'a', scopes: ['hooks:read'], expiresSeconds: 0 })
    await call('FleetService/PutAction', { action: { name: 'lock', schema: '', description: '' } })
    const newest = await world.audit.list('default', undefined, 1)
    expect(newest.map(({ entry }) => [entry.actor, entry.what, entry.about])).toEqual([['k1', 'action.put', 'lock']])
    const before = await world.audit.list('default', newest[0]!.id, 10)
    expect(before.map(({ entry }) => entry.what)).toEqual(['key.create'])
    expect(await world.audit.list('other', undefined, 10)).toEqual([])
    expect(await world.audit.list('default', 'garbage', 10)).toEqual([])
  })

  it('[B1] keeps a bounded detail, and a store that is away costs the caller nothing', async () => {
    const entry = { at: 1, actor: 'k', what: 'w', about: 'a', outcome: 'done', detail: 'ä'.repeat(1_000) }
    world.audit.record('default', entry)
    const [kept] = await world.audit.list('default', undefined, 1)
    expect(Buffer.byteLength(kept!.entry.detail)).toBeLessThanOrEqual(AUDIT_DETAIL_BYTES_MAX)
    expect(kept!.entry.detail).toMatch(/^ä+$/)
    const client = redis.connect()
    const lost: Error[] = []
    const audit = createAudit(client, (error) => lost.push(error))
    client.disconnect()
    audit.record('default', entry)
    await vi.waitFor(() => expect(lost.length).toBe(1), { timeout: PATIENCE_MS })
  })
})
