import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createHttpApi, type HttpApi } from '../../gateway/api/http.ts'
import { createServedStreams } from '../../gateway/api/served-stream.ts'
import { type ApiWorld, makeKey, openApi, openApiWorld } from '../support/api-world.ts'
import { eventually } from '../support/eventually.ts'
import { withRedis } from '../support/redis.ts'

const HOST = 'sotto.test'
const OWN = { host: HOST, origin: `http://${HOST}` }

describe('a login with an API key', () => {
  const redis = withRedis()
  let world: ApiWorld
  let nodes: HttpApi[]

  beforeAll(async () => {
    world = await openApiWorld(redis.connect())
    nodes = [openNode(), openNode()]
    for (const { app } of nodes) await app.ready()
  })
  afterAll(async () => {
    for (const node of nodes) await node.close(1_000)
  })
  function openNode(trustedProxyHops = 0): HttpApi {
    const { calls, logins } = openApi(world)
    const config = { httpHost: '127.0.0.1', httpPort: 0, trustedProxyHops }
    return createHttpApi({ config, calls, streams: createServedStreams(calls), logins, tls: undefined })
  }

  const login = (key: string, headers: Record<string, string> = OWN, remoteAddress = '10.1.1.1') =>
    nodes[0]!.app.inject({ method: 'POST', url: '/session', headers, payload: { key }, remoteAddress })
  const cookieOf = (response: { headers: Record<string, unknown> }) =>
    String(response.headers['set-cookie']).split(';')[0]!
  const whoAmI = (headers: Record<string, string>, node = 0) =>
    nodes[node]!.app.inject({ method: 'POST', url: '/sotto.v1.AccessService/WhoAmI', headers, payload: {} })
  const audited = async (tenant: string) => (await world.audit.list(tenant, undefined, 200)).map(({ entry }) => entry)

  it('[A4] gives a cookie that scripts and other sites can not use, and a role', async () => {
    const { token, keyId } = await makeKey(world, { scopes: ['commands:read', 'commands:write'] })
    const response = await login(token)
    expect(response.headers['set-cookie']).toMatch(
      /^sotto_login=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(response.json()).toMatchObject({ tenant: 'default', keyId, role: 'operator' })
    expect(response.body).not.toContain(token.slice(5))
    const session = await nodes[1]!.app.inject({ url: '/session', headers: { cookie: cookieOf(response) } })
    expect([session.statusCode, session.json().keyId]).toEqual([200, keyId])
    await eventually(
      () => audited('default'),
      (entries) =>
        entries.some(({ what, actor, about }) => what === 'login.open' && actor === keyId && about === '10.1.1.1'),
    )
  })

  it("[A4] the cookie is for TLS alone where a proxy that is trusted says that it ends it, and no stranger's word counts", async () => {
    const { token } = await makeKey(world)
    const proxied = openNode(1)
    onTestFinished(() => proxied.close(1_000))
    const isSecure = async ({ app }: HttpApi, proto: string) => {
      const headers = { ...OWN, 'x-forwarded-proto': proto }
      const response = await app.inject({ method: 'POST', url: '/session', headers, payload: { key: token } })
      return / Secure(;|$)/.test(String(response.headers['set-cookie']))
    }
    expect(await isSecure(proxied, 'https')).toBe(true)
    // Of several, the nearest proxy's word is the last.
    expect(await isSecure(proxied, 'http, https')).toBe(true)
    expect(await isSecure(proxied, 'https, http')).toBe(false)
    expect(await isSecure(proxied, 'http')).toBe(false)
    expect(await isSecure(nodes[0]!, 'https')).toBe(false)
  })

  it('[A4] the cookie counts on every node, from a page of ours only', async () => {
    const { token, keyId } = await makeKey(world)
    const cookie = cookieOf(await login(token))
    expect((await whoAmI({ cookie, ...OWN }, 1)).json()).toMatchObject({ keyId, role: 'admin' })
    const foreign: Record<string, string>[] = [
      { host: HOST },
      { host: HOST, origin: 'http://evil.example' },
      { host: HOST, origin: 'null' },
      { host: HOST, origin: `http://${HOST}.evil.example` },
      { ...OWN, 'sec-fetch-site': 'cross-site' },
      { ...OWN, 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of foreign) {
      const answer = await whoAmI({ cookie, ...headers })
      expect([headers, answer.statusCode, answer.json().reason]).toEqual([headers, 403, 'FOREIGN_ORIGIN'])
    }
    const proxied = { host: '10.0.0.7:7070', 'x-forwarded-host': HOST, origin: `https://${HOST}` }
    expect((await whoAmI({ cookie, ...proxied })).statusCode).toBe(200)
  })

  describe('behind a proxy', () => {
    const ATTEMPTS = 20
    const attempt = async (node: HttpApi, forwarded: string, remoteAddress: string) => {
      const headers = { ...OWN, 'x-forwarded-for': forwarded }
      const request = { method: 'POST', url: '/session', headers, payload: { key: 'wrong' }, remoteAddress } as const
      return (await node.app.inject(request)).json().reason as string
    }
    const spend = async (node: HttpApi, forwarded: (i: number) => string, remoteAddress: string) => {
      for (let i = 0; i < ATTEMPTS; i++)
        expect(await attempt(node, forwarded(i), remoteAddress)).toBe('UNAUTHENTICATED')
    }

    it('[B1] by default nobody is trusted: made-up addresses change nothing about the limit', async () => {
      const node = openNode()
      await spend(node, (i) => `203.0.113.${i}`, '10.9.9.1')
      expect(await attempt(node, '203.0.113.99', '10.9.9.1')).toBe('RATE_LIMITED')
      expect(await attempt(node, '203.0.113.99', '10.9.9.2')).toBe('UNAUTHENTICATED')
      await node.close(1_000)
    })

    it('[B1] with one hop the address counts that the proxy wrote, and not what a client wrote before it', async () => {
      const node = openNode(1)
      await spend(node, (i) => `198.51.100.${i}, 203.0.113.7`, '10.9.9.3')
      expect(await attempt(node, '192.0.2.1, 203.0.113.7', '10.9.9.3')).toBe('RATE_LIMITED')
      expect(await attempt(node, '203.0.113.8', '10.9.9.3')).toBe('UNAUTHENTICATED')
      await eventually(
        () => audited('system'),
        (entries) => entries.some(({ what, about }) => what === 'login.open' && about === '203.0.113.8'),
      )
      await node.close(1_000)
    })

    it('[B1] with two hops the one before the last counts', async () => {
      const node = openNode(2)
      await spend(node, () => '203.0.113.9, 10.8.8.8', '10.9.9.4')
      expect(await attempt(node, '203.0.113.9, 10.8.8.8', '10.9.9.4')).toBe('RATE_LIMITED')
      expect(await attempt(node, '203.0.113.10, 10.8.8.8', '10.9.9.4')).toBe('UNAUTHENTICATED')
      await node.close(1_000)
    })
  })

  it('[A4] a page of another origin can not log somebody in', async () => {
    const { token } = await makeKey(world)
    expect((await login(token, { host: HOST, origin: 'http://evil.example' })).statusCode).toBe(403)
  })

  it('[A4] ends on all nodes by logging out, with its time, and with its key', async () => {
    const { token, keyId } = await makeKey(world)
    const [first, second, third] = [await login(token), await login(token), await login(token)].map(cookieOf)
    const gone = await nodes[0]!.app.inject({ method: 'DELETE', url: '/session', headers: { cookie: first!, ...OWN } })
    expect(gone.statusCode).toBe(204)
    expect((await whoAmI({ cookie: first!, ...OWN })).statusCode).toBe(401)
    expect((await whoAmI({ cookie: first!, ...OWN }, 1)).statusCode).toBe(401)
    expect((await whoAmI({ cookie: second!, ...OWN })).statusCode).toBe(200)
    world.clock.advance(8 * 3_600_000)
    expect((await whoAmI({ cookie: third!, ...OWN })).statusCode).toBe(401)
    const fresh = cookieOf(await login(token))
    expect((await whoAmI({ cookie: fresh, ...OWN })).statusCode).toBe(200)
    await world.access.revokeKey('default', keyId)
    world.clock.advance(5_000)
    expect((await whoAmI({ cookie: fresh, ...OWN })).statusCode).toBe(401)
  })

  it('[B1] a key has so many logins; one more ends the oldest', async () => {
    const { token } = await makeKey(world)
    const cookies: string[] = []
    for (let i = 0; i < 21; i++) {
      world.clock.advance(1)
      cookies.push(cookieOf(await login(token, OWN, `10.2.0.${i}`)))
    }
    expect((await whoAmI({ cookie: cookies[0]!, ...OWN })).statusCode).toBe(401)
    for (const cookie of [cookies[1]!, cookies[20]!]) expect((await whoAmI({ cookie, ...OWN })).statusCode).toBe(200)
  })

  it('[A4, B1] attempts are counted by address, and the audit has those that failed', async () => {
    const { token, keyId } = await makeKey(world)
    const forged = token.replace(/_.{6}/, '_aaaaaa')
    const reasons: string[] = []
    for (let i = 0; i < 22; i++) reasons.push((await login(forged, OWN, '10.9.9.9')).json().reason)
    expect(reasons.slice(0, 20)).toEqual(Array(20).fill('UNAUTHENTICATED'))
    expect(reasons.slice(20)).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
    const answer = await login(token, OWN, '10.9.9.8')
    expect(answer.json().keyId).toBe(keyId)
    await eventually(
      () => audited('system'),
      (entries) =>
        entries.filter(({ about, outcome }) => about === '10.9.9.9' && outcome === 'UNAUTHENTICATED').length === 20,
    )
  })

  it('[A2] what is no key is a clear error', async () => {
    for (const [payload, reason] of [
      ['{"key":7}', 'INVALID_FIELD'],
      ['{', 'MALFORMED_REQUEST'],
      [JSON.stringify({ key: 'sk_x' }), 'UNAUTHENTICATED'],
    ]) {
      const headers = { ...OWN, 'content-type': 'application/json' }
      const answer = await nodes[0]!.app.inject({ method: 'POST', url: '/session', headers, payload: payload! })
      expect([payload, answer.json().reason]).toEqual([payload, reason])
    }
    expect((await nodes[0]!.app.inject({ url: '/session' })).statusCode).toBe(401)
  })

  it('[A4] refused attempts are in the audit of the key’s tenant, so many a minute', async () => {
    await world.places.addTenant('shop')
    const { token, keyId } = await makeKey(world, { tenant: 'shop', scopes: ['commands:read'] })
    const headers = { authorization: `Bearer ${token}` }
    for (let i = 0; i < 70; i++)
      await nodes[0]!.app.inject({ method: 'POST', url: '/sotto.v1.FleetService/RevokeDevice', headers, payload: {} })
    const refused = await eventually(
      async () => (await audited('shop')).filter(({ actor }) => actor === keyId),
      (entries) => entries.length >= 60,
    )
    expect(refused).toHaveLength(60)
    expect(refused[0]).toMatchObject({ what: 'FleetService/RevokeDevice', outcome: 'PERMISSION_DENIED' })
  })
})
