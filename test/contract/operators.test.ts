import { join } from 'node:path'
import { credentials, Metadata } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Agent, createAgent, enroll, memoryJournal } from '../../clients/agent/index.ts'
import { METHOD_ACCESS } from '../../gateway/api/methods.ts'
import type { WatchResponse__Output } from '../../proto/gen/sotto/v1/WatchResponse.ts'
import { sotto } from '../../proto/index.ts'
import { callHttp } from '../support/call-http.ts'
import { type ConnectStream, openConnectStream } from '../support/connect-stream.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { openLightFleet } from '../support/light-fleet.ts'
import { scrape, total } from '../support/metrics-page.ts'
import { withRedis } from '../support/redis.ts'

type Json = Record<string, unknown>
type Overview = {
  statuses: { status: string; count: string }[]
  devices: number
  devicesOnline: number
  legs: { leg: string; count: number; p50Ms: number; p99Ms: number }[]
  failures: { status: string; reason: string; count: string }[]
  attention: { code: string; sentence: string; target: string }[]
  rates: Record<string, number>
  hooks: Record<string, number | string>
  sampledAt: string
}
type Frame = {
  serverTime?: string
  overview?: Overview
  samples?: { sent: number; legs: unknown[] }[]
  events?: { events: { kind: string; deviceId: string; messageId: string }[]; cursor: string }
  queues?: { work: Json[]; partitions: Json[]; tenants: number }
  streams?: { streams: Json[] }
  subscriptions?: { subscriptions: Json[] }
  devices?: { devices: { deviceId: string; online: boolean }[]; nextPageToken: string }
  operations?: Json[]
}
type Operation = { operationId: string; state: string; found: number; done: number; asked: number; passedOver: number }

describe('what operators see and act with', () => {
  const redis = withRedis()
  let deployment: Deployment
  const agents: Agent[] = []
  const streams: ConnectStream<Frame>[] = []

  beforeAll(async () => {
    deployment = await startDeployment(redis.url)
    for (const deviceId of ['kiosk-1', 'kiosk-2', 'kiosk-3']) {
      const { token } = (await call('FleetService/CreateEnrollment', { deviceId })) as { token: string }
      const identity = await enroll({ server: deployment.http, token, file: join(deployment.dataFolder, 'away.json') })
      const agent = createAgent({
        ...{ server: deployment.http, identity, journal: memoryJournal() },
        actions: {
          act: async () => 'done',
          break: async () => {
            throw Object.assign(new Error('it is broken'), { code: 'BROKEN' })
          },
        },
      })
      await agent.start()
      agents.push(agent)
    }
    await eventually(overview, ({ devicesOnline }) => devicesOnline === 3)
  })
  afterAll(async () => {
    for (const stream of streams) await stream.close()
    for (const agent of agents) await agent.close(0)
    await deployment.close()
  })

  const call = (method: string, body: object, key?: string) => callHttp(deployment, method, body, key)
  const overview = async (): Promise<Overview> =>
    ((await call('ObserveService/GetOverview', {})) as { overview: Overview }).overview
  async function watch(request: object, headers: Record<string, string> = bearer()): Promise<ConnectStream<Frame>> {
    const stream = await openConnectStream<Frame>(
      `${deployment.http}/sotto.v1.ObserveService/Watch`,
      { intervalMs: 1_000, ...request },
      headers,
    )
    streams.push(stream)
    return stream
  }
  const bearer = (key = deployment.adminKey) => ({ authorization: `Bearer ${key}` })
  const submit = async (action: string, devices: string[], given: object = {}) =>
    (await call('CommandService/Submit', { action, devices, ...given })) as { commandId: string; messageIds: string[] }
  const keyWith = async (scopes: string[]) =>
    (await call('AccessService/CreateKey', { application: 'ops', scopes })) as {
      secret: string
      key: { keyId: string }
    }
  const statusOf = async (messageId: string) =>
    ((await call('CommandService/GetMessage', { messageId })) as { message: { status: string } }).message.status
  const reach = (messageId: string, status: string) =>
    eventually(
      () => statusOf(messageId),
      (now) => now === status,
    )
  const operationOf = async (operationId: string) =>
    ((await call('OperateService/GetOperation', { operationId })) as { operation: Operation }).operation
  const audit = async (filter: object = {}) =>
    (
      (await call('ObserveService/ListAudit', filter)) as {
        entries: { what: string; outcome: string; about: string }[]
      }
    ).entries

  it('the overview counts, times every leg, and names what failed and needs somebody', async () => {
    for (let i = 0; i < 5; i++) await submit('act', ['kiosk-1', 'kiosk-2', 'kiosk-3'])
    await submit('break', ['kiosk-1', 'kiosk-2'])
    const seen = await eventually(
      overview,
      ({ legs, failures }) => legs.length === 4 && legs.every(({ count }) => count === 17) && failures.length > 0,
    )
    const count = Object.fromEntries(seen.statuses.map(({ status, count }) => [status, Number(count)]))
    expect(count).toEqual({ STATUS_SUCCEEDED: 15, STATUS_FAILED: 2 })
    for (const { leg, p50Ms, p99Ms } of seen.legs) {
      expect([leg, p50Ms <= p99Ms]).toEqual([leg, true])
      expect(p99Ms).toBeLessThan(5_000)
    }
    expect(seen.failures[0]).toMatchObject({ status: 'STATUS_FAILED', count: '2' })
    const concern = seen.attention.find(({ code }) => code === 'FAILURES')!
    expect(concern.sentence).toMatch(
      /^2 messages ended badly in the last hour \(12 % of those that ended\), most of them failed/,
    )
    expect(concern.target).toMatch(/^\/messages\?statuses=failed&reason=\w+&fromAt=\d+$/)
    expect(seen.attention.map(({ code }) => code)).not.toContain('NO_WORKER')
    const { history } = (await call('ObserveService/GetOverview', { historySeconds: 600 })) as {
      history: Frame['samples']
    }
    expect(history!.reduce((sum, { sent }) => sum + sent, 0)).toBe(17)
  })

  it('one stream tells a page what it shows, over HTTP as over gRPC', async () => {
    const topics = ['OVERVIEW', 'EVENTS', 'QUEUES', 'STREAMS', 'OPERATIONS'].map((topic) => `TOPIC_${topic}`)
    const stream = await watch({ topics, historySeconds: 600, filter: { devices: ['kiosk-2'] } })
    const first = await eventually(() => stream.frames.find(({ overview }) => overview), Boolean)
    expect(first!.overview!.devices).toBe(3)
    expect(first!.samples!.length).toBeGreaterThan(0)
    expect(first!.queues!.work[0]).toMatchObject({ name: 'dispatch', paused: false, workers: 1 })
    expect(first!.queues!.partitions).toHaveLength(4)
    await eventually(() => stream.frames.some(({ events }) => events), Boolean)
    const { messageIds } = await submit('act', ['kiosk-1', 'kiosk-2'])
    const events = await eventually(
      () => stream.frames.flatMap((frame) => frame.events?.events ?? []),
      (seen) => seen.some(({ kind }) => kind === 'EVENT_KIND_SUCCEEDED'),
    )
    expect(new Set(events.map(({ deviceId, messageId }) => `${deviceId} ${messageId}`))).toEqual(
      new Set([`kiosk-2 ${messageIds[1]}`]),
    )
    const client = new sotto.ObserveService(deployment.grpc, credentials.createInsecure())
    const metadata = new Metadata()
    metadata.set('authorization', `Bearer ${deployment.adminKey}`)
    const grpc = client.Watch({ topics: ['TOPIC_OVERVIEW'], intervalMs: 1_000 }, metadata)
    const frame = await new Promise<WatchResponse__Output>((resolve, reject) =>
      grpc.on('data', resolve).on('error', reject),
    )
    expect(frame.overview!.devicesOnline).toBe(3)
    grpc.cancel()
    client.close()
  })

  it('[A5] one stream tells of subscriptions and their lag, to whom they belong, and only when something is new', async () => {
    const client = new sotto.HookService(deployment.grpc, credentials.createInsecure())
    const metadata = new Metadata()
    metadata.set('authorization', `Bearer ${deployment.adminKey}`)
    const subscriber = client.Subscribe(metadata)
    subscriber.on('error', () => undefined)
    subscriber.on('data', () => undefined)
    subscriber.write({ open: { subscription: 'ledger', member: 'm1', grant: { totalEvents: 0, totalBytes: 0 } } })
    const stream = await watch({ topics: ['TOPIC_SUBSCRIPTIONS'] })
    const { secret } = await keyWith(['hooks:read'])
    const foreign = await watch({ topics: ['TOPIC_SUBSCRIPTIONS'] }, bearer(secret))
    const told = () => stream.frames.flatMap(({ subscriptions }) => subscriptions ?? [])
    const newest = () => told().at(-1)?.subscriptions ?? []
    await eventually(newest, (all) => all.some(({ name, members }) => name === 'ledger' && String(members) === 'm1'))
    const count = told().length
    await submit('act', ['kiosk-1'])
    await eventually(newest, ([first]) => Number(first?.lagEvents) >= 4)
    expect(told().length).toBeGreaterThan(count)
    for (let i = 1; i < told().length; i++) expect(told()[i]).not.toEqual(told()[i - 1])
    expect(newest()[0]).toMatchObject({ cursor: '' })
    subscriber.cancel()
    client.close()
    await eventually(newest, ([first]) => String(first?.members) === '')
    await call('HookService/DeleteSubscription', { subscription: 'ledger' })
    await eventually(newest, ({ length }) => length === 0)
    expect(foreign.frames.flatMap(({ subscriptions }) => subscriptions?.subscriptions ?? [])).toEqual([])
  })

  it('[S6] one stream tells of the presence of a page of devices, with the scope of devices alone', async () => {
    const { secret } = await keyWith(['devices:read'])
    const lamps = await openLightFleet(deployment, ['lamp-1', 'lamp-2', 'lamp-3'])
    onTestFinished(() => lamps.close())
    const devices = { prefix: 'lamp-', pageSize: 2 }
    const stream = await watch({ topics: ['TOPIC_DEVICES'], devices }, bearer(secret))
    const presence = () =>
      stream.frames.flatMap((frame) => frame.devices ?? []).map((page) => page.devices.map(({ online }) => online))
    await eventually(presence, (all) => String(all.at(-1)) === 'true,true')
    expect(stream.frames[0]?.devices).toMatchObject({ devices: [{ deviceId: 'lamp-1' }, { deviceId: 'lamp-2' }] })
    expect(stream.frames[0]?.devices?.nextPageToken).not.toBe('')
    await lamps.switchOff('lamp-2')
    await eventually(presence, (all) => String(all.at(-1)) === 'true,false')

    const bare = await watch({ topics: ['TOPIC_DEVICES'] }, bearer(secret))
    await eventually(() => bare.end, Boolean)
    expect(bare.end).toMatchObject({ error: { reason: 'INVALID_FIELD', field: 'devices' } })
    const refused = await watch({ topics: ['TOPIC_OPERATIONS'] }, bearer(secret))
    await eventually(() => refused.end, Boolean)
    expect(refused.end).toMatchObject({ error: { reason: 'PERMISSION_DENIED', field: 'topics[0]' } })
  })

  it('[A4] a stream needs the scopes of its topics, and ends with its key and with its login', async () => {
    const { secret, key } = await keyWith(['commands:read'])
    const refused = await watch({ topics: ['TOPIC_OVERVIEW', 'TOPIC_QUEUES'] }, bearer(secret))
    await eventually(() => refused.end, Boolean)
    expect(refused.end).toMatchObject({ error: { reason: 'PERMISSION_DENIED', field: 'topics[1]' } })
    await expect(watch({ topics: ['TOPIC_OVERVIEW'] }, {})).rejects.toMatchObject({ status: 401 })
    const wrong = await watch({ topics: ['TOPIC_OVERVIEW'], intervalMs: 5 })
    await eventually(() => wrong.end, Boolean)
    expect(wrong.end).toMatchObject({ error: { reason: 'INVALID_FIELD', field: 'interval_ms' } })

    const origin = { origin: deployment.http }
    const login = await fetch(`${deployment.http}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...origin },
      body: JSON.stringify({ key: secret }),
    })
    const cookie = login.headers.get('set-cookie')!.split(';')[0]!
    const byKey = await watch({ topics: ['TOPIC_OVERVIEW'] }, bearer(secret))
    const byLogin = await watch({ topics: ['TOPIC_OVERVIEW'] }, { cookie, ...origin })
    await eventually(
      () => byLogin.frames.length,
      (count) => count > 0,
    )
    await fetch(`${deployment.http}/session`, { method: 'DELETE', headers: { cookie, ...origin } })
    await eventually(() => byLogin.end, Boolean)
    expect(byLogin.end).toMatchObject({ error: { reason: 'UNAUTHENTICATED' } })
    await call('AccessService/RevokeKey', { keyId: key.keyId })
    await eventually(() => byKey.end, Boolean)
  })

  it('[B1] a key has so many streams on a node', async () => {
    const { secret } = await keyWith(['commands:read'])
    const many = await Promise.all(
      Array.from({ length: 21 }, () => watch({ topics: ['TOPIC_OVERVIEW'] }, bearer(secret))),
    )
    const full = await eventually(
      () => many.filter(({ end }) => end),
      (ended) => ended.length === 1,
    )
    expect(full[0]!.end).toMatchObject({ error: { reason: 'TOO_MANY_STREAMS' } })
    for (const stream of many) await stream.close()
  })

  it('subscribers are listed with where they are, on whichever node', async () => {
    const client = new sotto.HookService(deployment.grpc, credentials.createInsecure())
    const metadata = new Metadata()
    metadata.set('authorization', `Bearer ${deployment.adminKey}`)
    const subscriber = client.Subscribe(metadata)
    subscriber.on('error', () => undefined)
    subscriber.on('data', () => undefined)
    subscriber.write({ open: { subscription: 'billing', member: 'm1', grant: { totalEvents: 0, totalBytes: 0 } } })
    const listed = async () =>
      ((await call('ObserveService/ListStreams', {})) as { streams: { streams: Json[] } }).streams.streams
    const [stream] = await eventually(listed, (all) => all.length === 1)
    expect(stream).toMatchObject({ subscription: 'billing', member: 'm1', application: 'admin', parked: true })
    expect(stream!.partitions).toEqual([0, 1, 2, 3])
    const { secret } = await keyWith(['hooks:read'])
    expect(await call('ObserveService/ListStreams', {}, secret)).toEqual({ streams: { streams: [] } })
    subscriber.cancel()
    client.close()
    await eventually(listed, (all) => all.length === 0)
  })

  it('[M11] [M12] an operation cancels what a filter finds, counted before and audited after', async () => {
    const { token } = (await call('FleetService/CreateEnrollment', { deviceId: 'away' })) as { token: string }
    await enroll({ server: deployment.http, token, file: join(deployment.dataFolder, 'away.json') })
    for (let i = 0; i < 30; i++) await submit('act', ['away'], { tags: ['batch'] })
    const kept = (await submit('other', ['away'])).messageIds[0]!
    const filter = { deviceId: 'away', action: 'act' }
    expect(await call('SearchService/CountMessages', { filter })).toMatchObject({ count: 30, nextPageToken: '' })
    const request = { kind: 'OPERATION_KIND_CANCEL', filter, expected: 30, idempotencyKey: 'once' }
    const { operation } = (await call('OperateService/StartOperation', request)) as { operation: Operation }
    const again = (await call('OperateService/StartOperation', request)) as { operation: Operation }
    expect(again.operation.operationId).toBe(operation.operationId)
    const ended = await eventually(
      () => operationOf(operation.operationId),
      ({ state }) => state === 'OPERATION_STATE_DONE',
    )
    expect(ended).toMatchObject({ found: 30, done: 30, asked: 0, passedOver: 0 })
    expect(
      await call('SearchService/CountMessages', { filter: { ...filter, statuses: ['STATUS_CANCELED'] } }),
    ).toMatchObject({ count: 30 })
    expect(await statusOf(kept)).toBe('STATUS_QUEUED')
    const entries = await eventually(
      () => audit({ what: 'operation.' }),
      ({ length }) => length === 2,
    )
    expect(entries.map(({ what, outcome, about }) => [what, outcome, about])).toEqual([
      ['operation.end', 'done', operation.operationId],
      ['operation.start', 'done', operation.operationId],
    ])
    const { operations } = (await call('OperateService/ListOperations', {})) as { operations: Operation[] }
    expect(operations.map(({ operationId }) => operationId)).toEqual([operation.operationId])
  })

  it('[M12] an operation takes what was counted, and nothing that came or ended between the count and the click', async () => {
    const countOf = async (filter: object) =>
      (await call('SearchService/CountMessages', { filter })) as { count: number; countedAt: string }
    const run = async (kind: string, filter: object, countedAt: string | undefined) => {
      const request = { kind: `OPERATION_KIND_${kind}`, filter, ...(countedAt && { countedAt }) }
      const { operation } = (await call('OperateService/StartOperation', request)) as { operation: Operation }
      return eventually(
        () => operationOf(operation.operationId),
        ({ state }) => state === 'OPERATION_STATE_DONE',
      )
    }
    const waiting = { deviceId: 'away', action: 'wait' }
    for (let i = 0; i < 3; i++) await submit('wait', ['away'])
    const waits = await countOf(waiting)
    expect(waits.count).toBe(3)
    const later = (await submit('wait', ['away'])).messageIds[0]!
    expect(await run('CANCEL', waiting, waits.countedAt)).toMatchObject({ found: 3, done: 3 })
    expect(await statusOf(later)).toBe('STATUS_QUEUED')
    // Without a count it is as of its beginning.
    expect(await run('CANCEL', waiting, undefined)).toMatchObject({ found: 1, done: 1 })

    const gone = (await submit('break', ['kiosk-1'])).messageIds[0]!
    await reach(gone, 'STATUS_FAILED')
    // Accepted before the count, and ended after it.
    const { token } = (await call('FleetService/CreateEnrollment', { deviceId: 'late' })) as { token: string }
    await enroll({ server: deployment.http, token, file: join(deployment.dataFolder, 'late.json') })
    const open = (await submit('break', ['late'])).messageIds[0]!
    const ended = { action: 'break', statuses: ['STATUS_FAILED', 'STATUS_CANCELED'] }
    const counted = await countOf(ended)
    await call('CommandService/Cancel', { messageId: open })
    expect((await countOf(ended)).count).toBe(counted.count + 1)
    const sent = await run('SEND_AGAIN', ended, counted.countedAt)
    expect(sent.found).toBe(counted.count)
    const of = { filter: { deviceId: 'late' } }
    expect(((await call('SearchService/SearchMessages', of)) as { messages: Json[] }).messages).toHaveLength(1)

    for (const countedAt of ['-1', '9999999999999999'])
      await expect(
        call('OperateService/StartOperation', { kind: 'OPERATION_KIND_CANCEL', filter: waiting, countedAt }),
      ).rejects.toThrow(/INVALID_FIELD.*counted_?at/i)
  })

  it('an operation sends again what ended badly, each once, on behalf of who began it', async () => {
    const { messageIds } = await submit('break', ['kiosk-1', 'kiosk-2', 'kiosk-3'], { tags: ['t1'], params: { a: 1 } })
    for (const id of messageIds) await reach(id, 'STATUS_FAILED')
    const { secret, key } = await keyWith(['commands:read', 'commands:write'])
    const filter = { id: messageIds[0]!.replace(/^m(.{21}).*/, 'c$1') }
    const { operation } = (await call(
      'OperateService/StartOperation',
      { kind: 'OPERATION_KIND_SEND_AGAIN', filter },
      secret,
    )) as { operation: Operation }
    const ended = await eventually(
      () => operationOf(operation.operationId),
      ({ state }) => state === 'OPERATION_STATE_DONE',
    )
    expect(ended).toMatchObject({ found: 3, done: 3 })
    const search = { filter: { actor: key.keyId } }
    const { messages } = (await call('SearchService/SearchMessages', search)) as { messages: Json[] }
    expect(messages).toHaveLength(3)
    expect(messages[0]).toMatchObject({ action: 'break', tags: ['t1'], actor: key.keyId })
    const one = (await call(
      'OperateService/SendAgain',
      { messageId: messageIds[0], idempotencyKey: 'k' },
      secret,
    )) as Json
    expect(await call('OperateService/SendAgain', { messageId: messageIds[0], idempotencyKey: 'k' }, secret)).toEqual(
      one,
    )
    const found = (await call('CommandService/GetMessage', { messageId: one.messageId })) as { message: Json }
    expect(found.message).toMatchObject({ content: '{"a":1}', deviceId: 'kiosk-1', actor: key.keyId })
  })

  it('an operation of a key that is revoked fails, one that is stopped stops, and one without a filter is refused', async () => {
    await expect(call('OperateService/StartOperation', { kind: 'OPERATION_KIND_CANCEL', filter: {} })).rejects.toThrow(
      /filter/,
    )
    const { operations } = deployment.store.operators
    const filter = { id: '', device: 'away', action: 'x' }
    const now = deployment.store.clock.now()
    const keyId = (await keyWith(['commands:write'])).key.keyId
    await call('AccessService/RevokeKey', { keyId })
    const record = {
      ...{ operationId: `o${'0'.repeat(21)}`, kind: 'cancel' as const, state: 'running' as const, expected: 0 },
      ...{
        startedAt: now,
        updatedAt: now,
        endedAt: 0,
        found: 0,
        done: 0,
        asked: 0,
        passedOver: 0,
        problem: '',
        positions: undefined,
      },
      principal: { tenant: 'default', application: 'ops', keyId, scopes: ['commands:write' as const] },
      wanted: { ...filter, messageId: '', commandId: '', statuses: [], reason: '', actor: '', fromAt: 0, toAt: now },
    }
    await operations.create('default', record, '')
    await eventually(
      () => operationOf(record.operationId),
      ({ state }) => state === 'OPERATION_STATE_FAILED',
    )
    const stopped = { ...record, operationId: `o${'1'.repeat(21)}`, principal: { ...record.principal, keyId: 'admin' } }
    await operations.create('default', stopped, '')
    await operations.stop('default', stopped.operationId)
    await eventually(
      () => operationOf(stopped.operationId),
      ({ state }) => state !== 'OPERATION_STATE_RUNNING',
    )
  })

  it('[S7] a closed channel comes back, and the audit names who closed it', async () => {
    const sessionOf = async () =>
      ((await call('FleetService/GetDevice', { deviceId: 'kiosk-3' })) as { device: Json }).device
    const causes: string[] = []
    agents[2]!.on('state', (state) => void (state.is === 'waiting' && causes.push(state.cause)))
    expect(await call('OperateService/CloseChannel', { deviceId: 'kiosk-3' })).toEqual({ closed: true })
    await eventually(
      () => causes,
      (seen) => seen.length > 0,
    )
    expect(causes[0]).toContain('CLOSED_BY_OPERATOR')
    await eventually(sessionOf, ({ online }) => online === true)
    expect(await call('OperateService/CloseChannel', { deviceId: 'away' })).toEqual({ closed: false })
    await expect(call('OperateService/CloseChannel', { deviceId: 'nobody' })).rejects.toThrow(/NOT_FOUND/)
    const entries = await eventually(
      () => audit({ what: 'channel.close', outcome: 'done' }),
      ({ length }) => length === 2,
    )
    expect(entries[1]).toMatchObject({ about: 'kiosk-3' })
    await eventually(
      () => audit({ outcome: 'REFUSED', what: 'OperateService/CloseChannel' }),
      ({ length }) => length === 1,
    )
  })

  it('[A3] [A4] operators of the queue pause it, resume it and retry what failed; the audit names them', async () => {
    const { queue } = deployment.store.work
    const { secret, key } = await keyWith(['queues:read', 'commands:write'])
    const turn = (method: string, name = 'dispatch', by = secret) =>
      call(`OperateService/${method}`, { queue: name }, by)
    for (const scopes of [['queues:read'], ['commands:write'], ['devices:write', 'queues:read']]) {
      const other = (await keyWith(scopes)).secret
      for (const method of ['PauseQueue', 'ResumeQueue', 'RetryFailedJobs'])
        await expect(turn(method, 'dispatch', other)).rejects.toThrow(/PERMISSION_DENIED/)
    }
    await expect(turn('PauseQueue', 'another')).rejects.toThrow(/NOT_FOUND/)
    expect(await turn('PauseQueue')).toEqual({})
    expect(await queue.isPaused()).toBe(true)
    const { messageIds } = await submit('act', ['kiosk-1'])
    // It names no place: it fails at its only try, and again when it is tried again.
    await queue.add('dispatch', null, { jobId: 'fails', attempts: 1 })
    expect(await statusOf(messageIds[0]!)).toBe('STATUS_QUEUED')
    expect(await turn('ResumeQueue')).toEqual({})
    await reach(messageIds[0]!, 'STATUS_SUCCEEDED')
    const failed = async () => (await queue.getFailed()).map(({ id, attemptsMade }) => [id, attemptsMade])
    await eventually(failed, (all) => String(all) === 'fails,1')
    expect(await turn('RetryFailedJobs')).toEqual({ retried: 1 })
    await eventually(failed, (all) => String(all) === 'fails,2')
    await queue.remove('fails')
    expect(await turn('RetryFailedJobs')).toEqual({ retried: 0 })
    const entries = await eventually(
      () => audit({ what: 'queue.', actor: key.keyId }),
      ({ length }) => length === 4,
    )
    expect(entries.map(({ what, about, outcome }) => [what, about, outcome])).toEqual([
      ['queue.retry', 'dispatch', 'done'],
      ['queue.retry', 'dispatch', 'done'],
      ['queue.resume', 'dispatch', 'done'],
      ['queue.pause', 'dispatch', 'done'],
    ])
    const refused = await eventually(
      () => audit({ what: 'OperateService/PauseQueue', outcome: 'REFUSED' }),
      ({ length }) => length === 4,
    )
    expect(refused.every(({ about }) => about === 'dispatch' || about === 'another' || about === '')).toBe(true)
  })

  it('the audit is listed page by page, by who, what, whom and how it went', async () => {
    const all: { what: string }[] = []
    let pageToken = ''
    do {
      const page = (await call('ObserveService/ListAudit', { pageSize: 7, pageToken })) as {
        entries: { what: string }[]
        nextPageToken: string
      }
      all.push(...page.entries)
      pageToken = page.nextPageToken
    } while (pageToken !== '')
    expect(all.length).toBeGreaterThan(10)
    expect((await audit({ pageSize: 1_000 })).map(({ what }) => what)).toEqual(all.map(({ what }) => what))
    const made = await audit({ what: 'key.create', actor: 'admin' })
    expect(made.length).toBeGreaterThan(2)
    expect(await audit({ actor: 'somebody' })).toEqual([])
    const { secret } = await keyWith(['commands:read'])
    await expect(call('ObserveService/ListAudit', {}, secret)).rejects.toThrow(/audit:read/)
  })

  it('[B4] the configuration is that in effect, without secrets; a tenant sees what it may rely on', async () => {
    const all = (await call('ObserveService/GetConfiguration', {})) as {
      settings: { name: string; value: string }[]
      limits: Json[]
    }
    const value = (name: string) => all.settings.find((setting) => setting.name === name)?.value
    expect(value('sweepMs')).toBe('50')
    expect(all.limits).toContainEqual({ name: 'PAGE_SIZE_MAX', value: '500' })
    const { secret } = await keyWith(['commands:read'])
    const some = (await call('ObserveService/GetConfiguration', {}, secret)) as typeof all
    expect(some.settings.map(({ name }) => name)).not.toContain('redisUrl')
    expect(some.settings.map(({ name }) => name)).toContain('openPerDeviceMax')
  })

  it('[A4] each call needs the scope that the one table names', async () => {
    const { secret } = await keyWith(['devices:read'])
    for (const [method, scope] of Object.entries(METHOD_ACCESS)) {
      if (!/^(Observe|Operate)Service/.test(method) || method.endsWith('/Watch') || scope === 'any key') continue
      await expect(call(method, {}, secret)).rejects.toThrow(`PERMISSION_DENIED: The API key lacks the scope ${scope}`)
    }
  })

  it('metrics have a histogram of every leg, and depth and age of queue and outboxes', async () => {
    const samples = await eventually(
      () => scrape(deployment),
      (all) => total(all, 'sotto_leg_seconds_count', { leg: 'submit_result' }) >= 17,
    )
    for (const leg of ['submit_sent', 'sent_received', 'received_result', 'submit_result']) {
      const count = total(samples, 'sotto_leg_seconds_count', { leg })
      expect([leg, total(samples, 'sotto_leg_seconds_bucket', { leg, le: '+Inf' })]).toEqual([leg, count])
      expect(total(samples, 'sotto_leg_seconds_bucket', { leg, le: '10' })).toBeGreaterThan(0)
    }
    expect(total(samples, 'sotto_observed_messages_total', { what: 'succeeded' })).toBeGreaterThanOrEqual(15)
    expect(total(samples, 'sotto_ended_badly_total', { status: 'failed' })).toBeGreaterThanOrEqual(2)
    expect(total(samples, 'sotto_workers')).toBe(1)
    const ages = samples.filter(({ name }) => name === 'sotto_outbox_age_seconds')
    expect(ages.map(({ labels }) => labels.partition)).toEqual(['0', '1', '2', '3'])
  })

  it('[A3] another tenant sees and stops nothing of this one', async () => {
    const { readFileSync } = await import('node:fs')
    const system = readFileSync(`${deployment.dataFolder}/system.key`, 'utf8').trim()
    const { secret } = (await call('AccessService/CreateTenant', { tenant: 'shop' }, system)) as { secret: string }
    const theirs = (
      (await call('ObserveService/GetOverview', { historySeconds: 600 }, secret)) as { overview: Overview }
    ).overview
    expect([theirs.devices, theirs.statuses, theirs.failures]).toEqual([0, [], []])
    expect(await call('ObserveService/ListStreams', {}, secret)).toEqual({ streams: { streams: [] } })
    expect((await call('OperateService/ListOperations', {}, secret)) as Json).toEqual({ operations: [] })
    const { operations } = (await call('OperateService/ListOperations', {})) as { operations: Operation[] }
    const { operationId } = operations[0]!
    await expect(call('OperateService/GetOperation', { operationId }, secret)).rejects.toThrow(/NOT_FOUND/)
    await expect(call('OperateService/StopOperation', { operationId }, secret)).rejects.toThrow(/NOT_FOUND/)
    await expect(call('OperateService/CloseChannel', { deviceId: 'kiosk-1' }, secret)).rejects.toThrow(/NOT_FOUND/)
    await expect(call('ObserveService/GetQueues', {}, secret)).rejects.toThrow(/queues:read/)
    const entries = ((await call('ObserveService/ListAudit', {}, secret)) as { entries: { actor: string }[] }).entries
    expect(entries.every(({ actor }) => actor !== 'admin')).toBe(true)
  })
})
