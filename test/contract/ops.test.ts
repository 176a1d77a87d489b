import { Writable } from 'node:stream'
import { Queue } from 'bullmq'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../../core/ports/access.ts'
import { createHttpApi, type HttpApi } from '../../gateway/api/http.ts'
import { createMetrics, type Metrics } from '../../gateway/ops/metrics.ts'
import { addOpsRoutes } from '../../gateway/ops/routes.ts'
import { createLog } from '../../store/log.ts'
import { type ApiWorld, makeKey, openApi, openApiWorld } from '../support/api-world.ts'
import { eventually } from '../support/eventually.ts'
import { withRedis } from '../support/redis.ts'

/** What a browser says of a page of ours. */
const OWN = { host: 'sotto.test', origin: 'http://sotto.test' }

describe('what operators look at', () => {
  const redis = withRedis()
  let world: ApiWorld
  let http: HttpApi
  let metrics: Metrics
  let queue: Queue
  let canary = { ready: true, ageMs: 12.4 as number | undefined }
  const routes: { method: string; url: string }[] = []

  beforeAll(async () => {
    world = await openApiWorld(redis.connect())
    const api = openApi(world)
    metrics = api.metrics
    const { calls, logins } = api
    http = createHttpApi({ config: { httpHost: '127.0.0.1', httpPort: 0 }, calls, logins, tls: undefined })
    http.app.addHook('onRoute', ({ method, url }) => void routes.push({ method: String(method), url }))
    queue = new Queue('work', { connection: redis.connect({ maxRetriesPerRequest: null }), prefix: '{q}' })
    await queue.add('dispatch', { secret: 'in-the-job' }, { jobId: 'j1' })
    await addOpsRoutes(http.app, { ...api, world, queue, canary: { state: () => canary } })
    await http.app.ready()
  })
  afterAll(async () => {
    await http.close(1_000)
    await queue.close()
  })

  const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
    http.app.inject({ method: 'GET', url, headers, remoteAddress })

  async function login(scopes: Scope[]): Promise<LightMyRequestResponse & { keyId: string }> {
    const { token, keyId } = await makeKey(world, { scopes })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const payload = new URLSearchParams({ key: token }).toString()
    const response = await http.app.inject({ method: 'POST', url: '/queues/login', headers, payload })
    return Object.assign(response, { keyId })
  }
  const cookieOf = (response: LightMyRequestResponse) => String(response.headers['set-cookie']).split(';')[0]!

  it('[B6] /livez answers; /readyz says what was proved, and 503 when it was not', async () => {
    expect((await get('/livez')).statusCode).toBe(200)
    const proved = { ready: true, storeReachable: true, canaryAgeMs: 12, durability: 'everysec' }
    expect((await get('/readyz')).json()).toEqual(proved)
    canary = { ready: false, ageMs: undefined }
    const response = await get('/readyz')
    expect([response.statusCode, response.json().problem]).toEqual([503, expect.stringContaining('worker')])
  })

  it('/metrics counts what is in the store and in the queue', async () => {
    const { body } = await get('/metrics')
    expect(body).toContain('sotto_queue_depth{state="waiting"} 1')
    expect(body).toContain('sotto_ready 0')
  })

  it('/metrics is for this machine, or for a key with queues:read', async () => {
    metrics.refusedInput.inc({ door: 'http', reason: 'TOO_LARGE' })
    expect((await get('/metrics')).body).toContain('sotto_refused_input_total{door="http",reason="TOO_LARGE"} 1')
    expect((await get('/metrics', {}, '10.0.0.1')).statusCode).toBe(401)
    expect((await get('/metrics', { 'x-forwarded-for': '10.0.0.1' })).statusCode).toBe(401)
    const { token: other } = await makeKey(world, { scopes: ['commands:read'] })
    expect((await get('/metrics', { authorization: `Bearer ${other}` }, '10.0.0.1')).statusCode).toBe(403)
    const { token } = await makeKey(world, { scopes: ['queues:read'] })
    expect((await get('/metrics', { authorization: `Bearer ${token}` }, '10.0.0.1')).statusCode).toBe(200)
  })

  it('[A4] every path under /queues but the login is 401 without one', async () => {
    const mounted = routes.filter(({ url }) => url.startsWith('/queues') && !/\/(login|logout)$/.test(url))
    expect(mounted.length).toBeGreaterThan(20)
    const unknown = ['/queues', '/queues/', '/queues/nope', '/queues/static/../api/queues'].map((url) => ({
      method: 'GET',
      url,
    }))
    for (const { method, url } of [...mounted, ...unknown]) {
      for (const verb of method.split(',') as 'GET'[]) {
        const response = await http.app.inject({ method: verb, url: url.replace('*', 'x').replace(/:\w+/g, 'x') })
        expect([verb, url, response.statusCode]).toEqual([verb, url, 401])
      }
    }
  })

  it('[A4] a key with queues:read logs in; the cookie is for this site only, and the console may frame the board', async () => {
    const response = await login(['queues:read'])
    expect(response.statusCode).toBe(303)
    expect(response.headers['set-cookie']).toMatch(/Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict/)
    const page = await get('/queues/', { cookie: cookieOf(response) })
    expect([page.statusCode, page.headers['x-frame-options']]).toEqual([200, 'SAMEORIGIN'])
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(page.body).toContain('static/css/')
    expect(page.body).not.toMatch(/(href|src)="(https?:)?\/\//)
    const listed = await get('/queues/api/queues?activeQueue=work&status=waiting', { cookie: cookieOf(response) })
    expect(listed.statusCode).toBe(200)
    expect(listed.json().queues[0]).toMatchObject({ name: 'work', readOnlyMode: true, allowRetries: false })
    expect(listed.body).not.toContain('in-the-job')
    const job = await get('/queues/api/queues/work/j1', { cookie: cookieOf(response) })
    expect([job.statusCode, job.body.includes('in-the-job')]).toEqual([200, false])
  })

  it('[A4] nobody changes anything in it, and the audit has who tried', async () => {
    const writing = routes.filter(({ method, url }) => url.startsWith('/queues/api') && !/GET|HEAD/.test(method))
    expect(writing.length).toBeGreaterThan(5)
    const cookies = [
      cookieOf(await login(['queues:read'])),
      cookieOf(await login(['queues:read', 'commands:write', 'devices:write', 'keys:write'])),
    ]
    const pathOf = (url: string) =>
      url.replace(':queueName', 'work').replace(':jobId', 'j1').replace(/:\w+/g, 'waiting')
    for (const { method, url } of writing)
      for (const cookie of cookies)
        for (const headers of [{ cookie, ...OWN }, { cookie, origin: 'http://evil.example' }, { cookie }]) {
          const response = await http.app.inject({ method: method as 'PUT', url: pathOf(url), headers })
          expect([method, url, response.statusCode]).toEqual([method, url, 403])
        }
    expect([await queue.getWaitingCount(), await queue.isPaused()]).toEqual([1, false])
    const entries = async () => (await world.audit.list('default', undefined, 500)).map(({ entry }) => entry)
    await eventually(entries, (all) => all.some(({ what, about }) => what === 'queue.change' && /pause$/.test(about)))
  })

  it('[A4] without the scope, with a forged, an old or a revoked login nobody gets in', async () => {
    const other = cookieOf(await login(['commands:read']))
    expect((await get('/queues/', { cookie: other })).statusCode).toBe(403)
    const response = await login(['queues:read'])
    const cookie = cookieOf(response)
    const [name, secret = ''] = cookie.split('=')
    for (const forged of [`${name}=${secret.slice(1)}A`, `${name}=x`, `${name}=`])
      expect((await get('/queues/', { cookie: forged })).statusCode).toBe(401)
    world.clock.advance(8 * 3_600_000)
    expect((await get('/queues/', { cookie })).statusCode).toBe(401)
  })

  it('[B1] logins are counted', async () => {
    const statuses = new Set<number>()
    for (let i = 0; i < 25; i++) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const response = await http.app.inject({ method: 'POST', url: '/queues/login', headers, payload: 'key=x' })
      statuses.add(response.statusCode)
    }
    expect([...statuses]).toEqual([401, 429])
  })

  it('the log keeps secrets and contents to itself', () => {
    let text = ''
    const stream = new Writable({
      write(chunk, _, done) {
        text += chunk
        done()
      },
    })
    const log = createLog({ logLevel: 'info' }, {}, stream)
    log.child({ messageId: 'm1', sessionId: 's1' }).info({
      ...{ token: 'SECRET', headers: { authorization: 'SECRET', cookie: 'SECRET' } },
      request: { params: 'SECRET', message: { content: 'SECRET' } },
    })
    expect(text).not.toContain('SECRET')
    expect(JSON.parse(text)).toMatchObject({ messageId: 'm1', sessionId: 's1', level: 30 })
  })

  it('metrics have names of their own and no label of a caller', async () => {
    const all = await createMetrics().registry.getMetricsAsJSON()
    expect(all.length).toBeGreaterThan(10)
    for (const { name } of all) expect(name).toMatch(/^sotto_[a-z_]+$/)
  })
})
