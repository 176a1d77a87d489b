import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partitionOf } from '../../core/ids.ts'
import { REQUEST_BYTES_MAX } from '../../core/limits.ts'
import { createHttpApi, type HttpApi } from '../../gateway/api/http.ts'
import { type ApiWorld, enrol, makeKey, openApi, openApiWorld } from '../support/api-world.ts'
import { withRedis } from '../support/redis.ts'

type Answer = { status: number; body: Record<string, unknown>; headers: Headers }

describe('the HTTP API', () => {
  const redis = withRedis()
  let world: ApiWorld
  let api: HttpApi
  let address: string
  let key: string
  let foreignKey: string

  beforeAll(async () => {
    world = await openApiWorld(redis.connect())
    await world.places.addTenant('other')
    api = createHttpApi({ config: { httpHost: '127.0.0.1', httpPort: 0 }, calls: openApi(world).calls, tls: undefined })
    address = `http://127.0.0.1:${(await api.listen()).port}`
    key = (await makeKey(world)).token
    foreignKey = (await makeKey(world, { tenant: 'other' })).token
    for (const device of ['dev-1', 'dev-2']) await enrol(world, 'default', device)
  })
  afterAll(() => api.close(1_000))

  async function post(method: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${address}/sotto.v1.${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers }
  }

  it('[A1] submits, gets, lists, explains and cancels with JSON alone', async () => {
    const submitted = await post('CommandService/Submit', { action: 'lock', params: { a: [1] }, devices: ['dev-1'] })
    expect(submitted).toMatchObject({ status: 200, body: { messageCount: 1, durability: 'everysec', repeated: false } })
    const [messageId] = submitted.body.messageIds as string[]
    const { commandId } = submitted.body
    const { body } = await post('CommandService/GetMessage', { messageId })
    expect(body.message).toMatchObject({
      ...{ messageId, commandId, deviceId: 'dev-1', status: 'STATUS_QUEUED', content: '{"a":[1]}' },
      acceptedAt: String(world.clock.now()),
    })
    for (const which of [{ commandId }, { device_id: 'dev-1' }]) {
      const listed = await post('CommandService/ListMessages', which)
      expect(listed.body.messages).toEqual([body.message])
    }
    expect((await post('CommandService/Explain', { messageId })).body).toMatchObject({ cause: 'WAITING_FOR_DEVICE' })
    expect((await post('CommandService/Cancel', { commandId })).body).toEqual({ canceled: 1, asked: 0, unchanged: 0 })
    expect((await post('CommandService/GetCommand', { commandId })).body).toMatchObject({
      finals: { STATUS_CANCELED: 1 },
      ...{ open: 0, messageCount: 1, action: 'lock', content: '{"a":[1]}' },
    })
  })

  it('[A1] pages through the messages of a device, newest first, each once', async () => {
    await enrol(world, 'default', 'paged')
    const sent: string[] = []
    for (let i = 0; i < 7; i++) {
      world.clock.advance(1)
      const { body } = await post('CommandService/Submit', { action: 'lock', devices: ['paged'] })
      sent.unshift(...(body.messageIds as string[]))
    }
    const seen: string[] = []
    let pageToken = ''
    do {
      const { body } = await post('CommandService/ListMessages', { deviceId: 'paged', pageSize: 3, pageToken })
      seen.push(...(body.messages as { messageId: string }[]).map(({ messageId }) => messageId))
      pageToken = body.nextPageToken as string
    } while (pageToken !== '')
    expect(seen).toEqual(sent)
  })

  it('[A1] cuts a page before it is too large for its reader, and goes on from there', async () => {
    await enrol(world, 'default', 'large')
    const text = 'x'.repeat(60 * 1024)
    for (let i = 0; i < 70; i++)
      await post('CommandService/Submit', { action: 'a', params: { text }, devices: ['large'] })
    const first = await post('CommandService/ListMessages', { deviceId: 'large' })
    const count = (first.body.messages as unknown[]).length
    expect(count).toBeGreaterThan(40)
    expect(count).toBeLessThan(70)
    const rest = await post('CommandService/ListMessages', { deviceId: 'large', pageToken: first.body.nextPageToken })
    expect((rest.body.messages as unknown[]).length).toBe(70 - count)
    expect(rest.body.nextPageToken).toBe('')
  })

  it.each([
    ['not JSON', '{', 400, { reason: 'MALFORMED_REQUEST', code: 'invalid_argument' }],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400, { reason: 'MALFORMED_REQUEST' }],
    ['nothing', '', 400, { reason: 'MALFORMED_REQUEST' }],
    ['a list', '[]', 400, { reason: 'MALFORMED_REQUEST' }],
    ['an unknown field', { clocks: { leaseSecs: 5 } }, 400, { reason: 'UNKNOWN_FIELD', field: 'clocks.leaseSecs' }],
    ['a wrong type', { devices: ['a', 5] }, 400, { reason: 'INVALID_FIELD', field: 'devices[1]' }],
    ['a number out of range', { clocks: { leaseSeconds: -1 } }, 400, { reason: 'INVALID_FIELD' }],
    ['a bad action', { action: 'Lock!', devices: ['dev-1'] }, 400, { reason: 'INVALID_FIELD', field: 'action' }],
    ['no devices', { action: 'lock' }, 400, { reason: 'INVALID_FIELD', field: 'devices' }],
    [
      'a device twice',
      { action: 'lock', devices: ['dev-1', 'dev-1'] },
      400,
      { reason: 'DUPLICATE_DEVICE', field: 'devices[1]' },
    ],
    [
      'an unknown device',
      { action: 'lock', devices: ['dev-1', 'nope'] },
      400,
      { reason: 'UNKNOWN_DEVICE', field: 'devices[1]' },
    ],
    [
      'large parameters',
      { action: 'lock', devices: ['dev-1'], params: { a: 'x'.repeat(70_000) } },
      400,
      { reason: 'TOO_LARGE', field: 'params' },
    ],
  ])('[A2] a submit with %s is refused and says what is wrong', async (_, body, status, error) => {
    const answer = await post('CommandService/Submit', body)
    expect(answer).toMatchObject({ status, body: error })
    expect(answer.body.message).not.toMatch(/at .*\.ts|node_modules/)
    expect(answer.body.details).toEqual([{ type: 'sotto.v1.ErrorDetail', value: expect.any(String) }])
  })

  it.each([
    ['CommandService/GetMessage', { messageId: 'x' }, 'message_id'],
    ['CommandService/GetCommand', { commandId: 'x' }, 'command_id'],
    ['CommandService/Cancel', {}, 'command_id'],
    ['CommandService/ListMessages', { commandId: 'x', deviceId: 'y' }, /_id$/],
    ['CommandService/ListMessages', { deviceId: 'dev-1', pageSize: 501 }, 'page_size'],
    ['CommandService/ListMessages', { deviceId: 'dev-1', pageToken: 'zzz' }, 'page_token'],
    ['CommandService/ListMessages', { deviceId: 'dev-1', statuses: ['STATUS_UNSPECIFIED'] }, 'statuses[0]'],
    ['FleetService/ListDevices', { pageToken: '😀' }, 'page_token'],
    ['FleetService/GetDevice', { deviceId: '+#*' }, 'device_id'],
    ['FleetService/PutAction', {}, 'action'],
    ['FleetService/CreateEnrollment', { expiresSeconds: 604_801 }, 'expires_seconds'],
    ['AccessService/CreateKey', { application: 'A b', scopes: ['hooks:all'] }, 'application'],
    ['AccessService/CreateKey', { application: 'a', scopes: [] }, 'scopes'],
    ['AccessService/CreateKey', { application: 'a', scopes: ['root'] }, 'scopes[0]'],
  ])('[A2] %s of %j names the field', async (method, body, field) => {
    const answer = await post(method, body)
    expect(answer).toMatchObject({ status: 400, body: { reason: 'INVALID_FIELD' } })
    expect(answer.body.field).toEqual(typeof field === 'string' ? field : expect.stringMatching(field))
  })

  it('[A3] whatever is asked for of another tenant is NOT_FOUND, as what never was', async () => {
    const { body } = await post('CommandService/Submit', { action: 'lock', devices: ['dev-1', 'dev-2'] })
    const [messageId = '', second = ''] = body.messageIds as string[]
    const outOfRange = `${messageId.slice(0, -6)}zz${messageId.slice(-4)}`
    expect(partitionOf(outOfRange)).toBe(1023)
    const objects = [
      ['CommandService/GetMessage', { messageId }],
      ['CommandService/GetMessage', { messageId: outOfRange }],
      ['CommandService/Explain', { messageId: second }],
      ['CommandService/Explain', { messageId: outOfRange }],
      ['CommandService/Cancel', { messageId }],
      ['CommandService/Cancel', { messageId: outOfRange }],
      ['CommandService/Cancel', { commandId: body.commandId }],
      ['CommandService/GetCommand', { commandId: body.commandId }],
      ['CommandService/ListMessages', { commandId: body.commandId }],
      ['CommandService/ListMessages', { deviceId: 'dev-1' }],
      ['FleetService/GetDevice', { deviceId: 'dev-1' }],
      ['FleetService/RevokeDevice', { deviceId: 'dev-2' }],
      ['AccessService/RevokeKey', { keyId: key.split('_')[1] }],
    ] as const
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...objects), async ([method, request]) => {
        const answer = await post(method, request, { authorization: `Bearer ${foreignKey}` })
        expect({ method, ...answer }).toMatchObject({ method, status: 404, body: { reason: 'NOT_FOUND' } })
      }),
      { numRuns: 60 },
    )
    expect((await post('CommandService/GetMessage', { messageId })).body.message).toMatchObject({
      status: 'STATUS_QUEUED',
    })
    const foreign = { authorization: `Bearer ${foreignKey}` }
    expect((await post('FleetService/ListDevices', {}, foreign)).body.devices).toEqual([])
    const submit = await post('CommandService/Submit', { action: 'lock', devices: ['dev-1'] }, foreign)
    expect(submit.body.reason).toBe('UNKNOWN_DEVICE')
  })

  it('[A4] refuses what is no key, before it reads the body', async () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer x',
      'Basic eDp5',
      `Bearer ${key.slice(0, -1)}${key.endsWith('0') ? 1 : 0}`,
      `Bearer ${key}x`,
    ]) {
      const answer = await post('CommandService/Submit', '{', { authorization })
      expect(answer).toMatchObject({ status: 401, body: { reason: 'UNAUTHENTICATED', code: 'unauthenticated' } })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('[B1] refuses a body that is too large, said beforehand or not', async () => {
    const large = JSON.stringify({ action: 'x'.repeat(REQUEST_BYTES_MAX) })
    expect(await post('CommandService/Submit', large)).toMatchObject({ status: 400, body: { reason: 'TOO_LARGE' } })
    expect(await chunked(large)).toContain('"reason":"TOO_LARGE"')
  })

  it('[B1] refuses a compressed body instead of unpacking it', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
    const answer = await post('CommandService/Submit', bomb, { 'content-encoding': 'gzip' })
    expect(answer).toMatchObject({ status: 501, body: { reason: 'UNIMPLEMENTED' } })
  })

  it('[A1] says so when there is no such call, no such form, or it is a stream', async () => {
    const unknown = await post('CommandService/Nope', {})
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unimplemented', reason: 'UNIMPLEMENTED' } })
    const get = await fetch(`${address}/sotto.v1.CommandService/Submit`)
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await post('HookService/Subscribe', {})).toMatchObject({ status: 501, body: { reason: 'UNIMPLEMENTED' } })
    const text = await post('CommandService/Submit', '{}', { 'content-type': 'text/plain' })
    expect(text).toMatchObject({ status: 400, body: { reason: 'MALFORMED_REQUEST' } })
    expect((await fetch(`${address}/openapi.json`)).status).toBe(200)
  })

  it('[B1] closes on a flood of headers, on garbage, and still answers others', async () => {
    const flood = `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(50_000)}\r\n`
    expect(await raw(flood)).toMatch(/^HTTP\/1\.1 431 /)
    expect(await raw('\x16\x03\x01 garbage\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect((await post('AccessService/WhoAmI', {})).status).toBe(200)
  })

  it('[A2] whatever JSON comes, the answer is one of the registry and never INTERNAL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (json) => {
        const { body } = await post('CommandService/Submit', { action: json, params: json, hook: json })
        expect(body.reason).toMatch(/^(INVALID_FIELD|UNKNOWN_FIELD|TOO_LARGE)$/)
      }),
      { numRuns: 60 },
    )
  })

  it('[A2] a store that is away is UNAVAILABLE, says when to come back, and nothing was accepted for certain', async () => {
    const away = await redis.connect()
    const lost = await openApiWorld(away)
    const other = createHttpApi({
      config: { httpHost: '127.0.0.1', httpPort: 0 },
      calls: openApi(lost).calls,
      tls: undefined,
    })
    away.disconnect()
    const response = await other.app.inject({
      ...{ method: 'POST', url: '/sotto.v1.AccessService/WhoAmI', payload: '{}' },
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    })
    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ code: 'unavailable', reason: 'STORE_UNAVAILABLE', retryAfterMs: 1000 })
    expect(response.headers['retry-after']).toBe('1')
    await other.close(1_000)
  })

  const portOf = () => Number(new URL(address).port)
  function raw(text: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = ''
      const socket = connect(portOf(), '127.0.0.1', () => socket.write(text))
      socket.on('data', (data) => (answer += data)).on('error', () => undefined)
      socket.on('close', () => resolve(answer))
    })
  }
  function chunked(body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
      const options = { port: portOf(), method: 'POST', path: '/sotto.v1.CommandService/Submit', headers }
      const outgoing = httpRequest(options, (response) => {
        let answer = ''
        response.on('data', (data) => (answer += data)).on('end', () => resolve(answer))
      })
      outgoing.on('error', reject)
      outgoing.write(body.slice(0, 10))
      outgoing.end(body.slice(10))
    })
  }
})
