import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { SottoError } from '../../core/errors.ts'
import { partitionOfDevice } from '../../core/ids.ts'
import type { Place } from '../../core/ports/messages.ts'
import type { Caller } from '../../gateway/api/caller.ts'
import { eventsOfMessage } from '../../gateway/api/message-events.ts'
import { filterToken, readFilterToken } from '../../gateway/api/message-filter.ts'
import type { CountMessagesResponse } from '../../proto/gen/sotto/v1/CountMessagesResponse.ts'
import type { FoundMessage } from '../../proto/gen/sotto/v1/FoundMessage.ts'
import type { GetDeviceQueueResponse } from '../../proto/gen/sotto/v1/GetDeviceQueueResponse.ts'
import type { GetTimelineResponse__Output } from '../../proto/gen/sotto/v1/GetTimelineResponse.ts'
import type { SearchMessagesResponse } from '../../proto/gen/sotto/v1/SearchMessagesResponse.ts'
import { type ApiWorld, enrol, makeKey, openApi, openApiWorld } from '../support/api-world.ts'
import { withRedis } from '../support/redis.ts'

type Filter = Record<string, unknown>

describe('messages are found', () => {
  const redis = withRedis()
  let world: ApiWorld
  let calls: ReturnType<typeof openApi>['calls']
  const devices = Array.from({ length: 9 }, (_, i) => `dev-${i}`)
  const sessions = new Map<string, { session: string; channel: number }>()
  /** Every message there is, as ListMessages by command has it. */
  let all: FoundMessage[] = []

  let keys = ['', '']
  const caller = (tenant = 'default', keyId = keys[0]!): Caller => ({
    ...{ tenant, application: 'app', keyId, scopes: ['commands:read', 'commands:write'], requestId: 'r1' },
  })
  const call = async <T>(method: string, request: object, who = caller()): Promise<T> =>
    (await calls.run(method as 'CommandService/Submit', request, who)) as T
  const filterOf = (given: Filter) => ({
    ...{
      id: '',
      deviceId: '',
      action: '',
      statuses: [],
      reason: '',
      fromAt: 0,
      toAt: 0,
      actor: '',
      idempotencyKey: '',
    },
    ...given,
  })
  const submit = (action: string, names: string[], given: object = {}, keyId = keys[0]!) =>
    call<{ commandId: string; messageIds: string[] }>(
      'CommandService/Submit',
      {
        ...{ action, devices: names, params: null, fleet: null, hook: null, clocks: null, tags: ['t'] },
        ...{ supersede: false, concurrencyKey: '', idempotencyKey: '' },
        ...given,
      },
      caller('default', keyId),
    )
  const placeOf = (device: string): Place => ({ tenant: 'default', partition: partitionOfDevice(device, 4) })

  async function page(filter: Filter, pageSize = 20, pageToken = '', tenant = 'default') {
    const request = { filter: filterOf(filter), pageSize, pageToken }
    return call<SearchMessagesResponse>('SearchService/SearchMessages', request, caller(tenant))
  }
  async function findAll(filter: Filter, pageSize = 20): Promise<FoundMessage[]> {
    const found: FoundMessage[] = []
    let pageToken = ''
    for (let pages = 0; pages < 500; pages++) {
      const answer = await page(filter, pageSize, pageToken)
      expect(answer.messages!.length).toBeLessThanOrEqual(pageSize)
      found.push(...answer.messages!)
      pageToken = answer.nextPageToken!
      if (pageToken === '') return found
    }
    throw new Error('the pages have no end')
  }
  async function count(filter: Filter): Promise<number> {
    let sum = 0
    let pageToken = ''
    for (let pages = 0; pages < 100; pages++) {
      const request = { filter: filterOf(filter), pageToken }
      const answer = await call<CountMessagesResponse>('SearchService/CountMessages', request)
      sum += answer.count!
      pageToken = answer.nextPageToken!
      if (pageToken === '') return sum
    }
    throw new Error('the steps have no end')
  }
  async function send(device: string): Promise<void> {
    while ((await world.messages.claim(placeOf(device), 256)).messages.length > 0);
  }
  async function say(device: string, input: 'receipt' | 'succeed' | 'fail' | 'reject', messageId: string, code = 'OK') {
    const { session, channel } = sessions.get(device)!
    const outcome = { code, detail: '', output: 'x'.repeat(100) }
    await world.messages.report(placeOf(device), [{ input, messageId, device, session, channel, attempt: 1, outcome }])
  }

  beforeAll(async () => {
    world = await openApiWorld(redis.connect())
    ;({ calls } = openApi(world))
    keys = [(await makeKey(world)).keyId, (await makeKey(world)).keyId]
    for (const device of devices) {
      await enrol(world, 'default', device)
      const answer = await world.devices.open(placeOf(device), {
        ...{
          device,
          epoch: 1,
          node: 'n',
          wire: 'grpc',
          presented: '',
          freshSession: `s-${device}`,
          agent: '',
          actions: [],
        },
      })
      if ('session' in answer) sessions.set(device, answer)
    }
    const offline = devices.slice(6)
    await world.devices.close(
      placeOf(offline[0]!),
      offline.map((device) => ({ device, channel: 1 })),
    )
    for (const device of offline) await world.devices.close(placeOf(device), [{ device, channel: 1 }])
    const endings = ['succeed', 'fail', 'reject', 'receipt', 'none', 'cancel'] as const
    for (let i = 0; i < 240; i++) {
      world.clock.advance(i % 40 === 0 ? 700_000 : 3)
      const names = i % 7 === 0 ? devices.slice(0, 5) : [devices[i % 9]!]
      const clocks = {
        deliverBySeconds: i % 11 === 0 ? 3_000_0 : 0,
        ackBySeconds: 0,
        leaseSeconds: 0,
        completeBySeconds: 0,
      }
      const given = { ...(i % 5 === 0 && { idempotencyKey: `key-${i}` }), clocks }
      const { messageIds } = await submit(i % 3 === 0 ? 'lock' : 'locate', names, given, keys[i % 4 === 0 ? 1 : 0]!)
      for (const [n, messageId] of messageIds.entries()) {
        const device = names[n]!
        const ending = endings[(i + n) % endings.length]!
        if (ending === 'cancel') {
          await call('CommandService/Cancel', { commandId: '', messageId })
          continue
        }
        if (ending === 'none' || offline.includes(device)) continue
        await send(device)
        await say(device, ending, messageId, ending === 'fail' ? `CODE_${i % 3}` : 'OK')
      }
    }
    // So many commands that one look does not reach the end of a place.
    for (let i = 0; i < 900; i++) {
      world.clock.advance(1)
      await submit('wipe', [devices[i % 9]!])
    }
    for (const device of devices.slice(0, 6)) await world.messages.sweep(placeOf(device), 256)
    all = await findAll({}, 500)
  })

  it('[B1] all of them, newest first, each once', async () => {
    const listed: string[] = []
    let pageToken = ''
    do {
      const request = { commandId: '', deviceId: '', statuses: [], pageSize: 500, pageToken }
      const answer = await call<{ messages: FoundMessage[]; nextPageToken: string }>(
        'CommandService/ListMessages',
        request,
      )
      listed.push(...answer.messages.map(({ messageId }) => messageId!))
      pageToken = answer.nextPageToken
    } while (pageToken !== '')
    expect(all.map(({ messageId }) => messageId!).sort()).toEqual(listed.sort())
    expect(all.length).toBeGreaterThan(1_200)
    const commands = all.map(({ commandId }) => commandId!)
    expect(commands).toEqual([...commands].sort().reverse())
    expect(new Set(all.map(({ status }) => status)).size).toBeGreaterThan(5)
  })

  it('[B1] by anything that is known of them, page by page, whatever the size of a page', async () => {
    const some = <T>(values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 })
    const times = all.map(({ acceptedAt }) => Number(acceptedAt))
    const statuses = [...new Set(all.map(({ status }) => status as string))]
    const filter = fc.record({
      deviceId: some(devices),
      action: some(['lock', 'locate', 'other']),
      actor: some([...keys, 'nobody']),
      reason: some(['CODE_0', 'CODE_1', 'UNDELIVERED', 'CANCELED_BY_APPLICATION']),
      statuses: fc.oneof(
        fc.constant<string[]>([]),
        fc.subarray<string>(statuses, { minLength: 1, maxLength: 3 }),
        fc.subarray<string>(['STATUS_FAILED', 'STATUS_REJECTED', 'STATUS_EXPIRED'], { minLength: 1 }),
        fc.subarray<string>(['STATUS_QUEUED', 'STATUS_SENT', 'STATUS_RECEIVED'], { minLength: 1 }),
      ),
      fromAt: some(times),
      toAt: some(times),
    })
    await fc.assert(
      fc.asyncProperty(filter, fc.constantFrom(1, 7, 100), async (given, size) => {
        const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
        const expected = all.filter(
          (m) =>
            (given.deviceId === undefined || m.deviceId === given.deviceId) &&
            (given.action === undefined || m.action === given.action) &&
            (given.actor === undefined || m.actor === given.actor) &&
            (given.reason === undefined || m.reason === given.reason) &&
            (given.statuses.length === 0 || given.statuses.includes(m.status as string)) &&
            (given.fromAt === undefined || Number(m.acceptedAt) >= given.fromAt) &&
            (given.toAt === undefined || Number(m.acceptedAt) < given.toAt),
        )
        // So that there are several pages, and not hundreds.
        const found = (await findAll(wanted, Math.max(size, Math.ceil(expected.length / 12)))).map(
          ({ messageId }) => messageId!,
        )
        expect(found.sort()).toEqual(expected.map(({ messageId }) => messageId!).sort())
        expect(await count(wanted)).toBe(expected.length)
      }),
      { numRuns: 50, interruptAfterTimeLimit: 20_000 },
    )
  })

  it('by identifier, by command, and by an idempotency key of any key of the tenant', async () => {
    const { messageId, commandId } = all[7]!
    expect(await findAll({ id: messageId })).toEqual([all[7]])
    const ofCommand = all.filter((message) => message.commandId === commandId)
    expect((await findAll({ id: commandId })).length).toBe(ofCommand.length)
    const byKey = await findAll({ idempotencyKey: 'key-20' })
    expect(byKey.map(({ actor }) => actor)).toEqual([keys[1]])
    expect(await findAll({ idempotencyKey: 'nobody' })).toEqual([])
  })

  it('[B1] a page that has done enough says so and how far it looked, and the next goes on there', async () => {
    let stopped = 0
    const found: FoundMessage[] = []
    // Time that runs by itself: each look at it takes long.
    const slow: ApiWorld = {
      ...world,
      clock: {
        ...world.clock,
        now() {
          world.clock.advance(1_000)
          return world.clock.now()
        },
      },
    }
    const slowly = openApi(slow).calls
    let pageToken = ''
    let pages = 0
    do {
      expect(++pages).toBeLessThan(100)
      const request = { filter: filterOf({ reason: 'CODE_0' }), pageSize: 50, pageToken }
      const answer = (await slowly.run('SearchService/SearchMessages', request, caller())) as SearchMessagesResponse
      found.push(...answer.messages!)
      if (answer.looked!.stoppedEarly) {
        stopped++
        const passed = all.filter(
          ({ acceptedAt, reason }) => Number(acceptedAt) >= Number(answer.looked!.throughAt) && reason === 'CODE_0',
        )
        expect(found.length).toBeGreaterThanOrEqual(passed.length)
      }
      pageToken = answer.nextPageToken!
    } while (pageToken !== '')
    expect(stopped).toBeGreaterThan(1)
    const expected = all.filter(({ reason }) => reason === 'CODE_0')
    expect(found.map(({ messageId }) => messageId)).toEqual(expected.map(({ messageId }) => messageId))
  })

  it('a page goes on where it was, whatever was accepted or ended meanwhile', async () => {
    const first = await page({ statuses: ['STATUS_QUEUED'] }, 5)
    const { messageIds } = await submit('lock', ['dev-8'])
    await call('CommandService/Cancel', { commandId: '', messageId: first.messages![0]!.messageId! })
    const second = await page({ statuses: ['STATUS_QUEUED'] }, 5, first.nextPageToken)
    const seen = [...first.messages!, ...second.messages!].map(({ messageId }) => messageId)
    expect(new Set(seen).size).toBe(10)
    expect(seen).not.toContain(messageIds[0])
  })

  it('a token bears every position that a list may have', () => {
    const wanted = {
      messageId: '',
      commandId: '',
      device: '',
      action: 'x',
      statuses: [],
      reason: '',
      actor: '',
      fromAt: 0,
      toAt: 1,
    }
    const positions = [
      ...['', 'end', '1kdvhn.12', 'm1kdvhng7yjyscwk134jsa010000', '1767225600000,c1kdvhng7yjyscwk134jsa', undefined],
      ...['1767225600000,@Dev-1.a:b_c', '1kdvhn.0|c1kdvhng7yjyscwk134jsa|512', '5,m1kdvhng7yjyscwk134jsa010000'],
    ]
    expect(readFilterToken(wanted, filterToken(wanted, positions), positions.length)).toEqual(positions)
    expect(filterToken(wanted, undefined)).toBe('')
  })

  it('[A2] a token of another filter, a forged one and a wrong field are refused', async () => {
    const { nextPageToken } = await page({ action: 'lock' }, 1)
    const forged = Buffer.from(
      Buffer.from(nextPageToken!, 'base64url').toString().replace(/;.*/, ';x|../y;;'),
    ).toString('base64url')
    await expect(page({ action: 'locate' }, 1, nextPageToken)).rejects.toBeInstanceOf(SottoError)
    await expect(page({ action: 'lock' }, 1, forged)).rejects.toBeInstanceOf(SottoError)
    for (const [filter, field] of [
      [{ id: 'x' }, 'filter.id'],
      [{ deviceId: '..' }, 'filter.device_id'],
      [{ action: 'A' }, 'filter.action'],
      [{ actor: '*' }, 'filter.actor'],
      [{ fromAt: -1 }, 'filter.from_at'],
      [{ statuses: ['STATUS_UNSPECIFIED'] }, 'filter.statuses[0]'],
    ] as const)
      await expect(page(filter)).rejects.toMatchObject({ code: 'INVALID_FIELD', field })
  })

  it('[A3] of another tenant there is nothing', async () => {
    await world.places.addTenant('other')
    for (const filter of [
      {},
      { id: all[0]!.messageId },
      { id: all[0]!.commandId },
      { deviceId: 'dev-0' },
      { idempotencyKey: 'key-20' },
    ])
      expect((await page(filter, 10, '', 'other')).messages).toEqual([])
    const other = caller('other')
    await expect(call('SearchService/GetTimeline', { messageId: all[0]!.messageId }, other)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(call('SearchService/GetDeviceQueue', { deviceId: 'dev-0', pageSize: 0 }, other)).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    )
  })

  it('a message with every hop of its attempts, and its events', async () => {
    const ended = all.find(({ status, deviceId }) => status === 'STATUS_FAILED' && deviceId === 'dev-1')!
    const answer = await call<GetTimelineResponse__Output>('SearchService/GetTimeline', { messageId: ended.messageId })
    expect(answer.events.map(({ kind }) => kind)).toEqual(
      ['QUEUED', 'SENT', 'RECEIVED', 'FAILED'].map((kind) => `EVENT_KIND_${kind}`),
    )
    expect(answer).toMatchObject({ eventsTotal: 4, incomplete: false, explain: { cause: 'FINAL' } })
    expect(answer.message!.outcome!.output).toHaveLength(100)
    expect(answer.events.every(({ content, outcomeOutput }) => content === '' && outcomeOutput === '')).toBe(true)
    expect(answer.attempts).toMatchObject([
      {
        number: 1,
        queuedAt: ended.acceptedAt,
        sentAt: ended.acceptedAt,
        endedAt: ended.updatedAt,
        ending: 'FAILED',
        sessionId: 's-dev-1',
      },
    ])
  })

  it('a message with its events also where a busy process has used up the time of the look', async () => {
    const ended = all.find(({ status, deviceId }) => status === 'STATUS_FAILED' && deviceId === 'dev-1')!
    const { message } = (await world.messages.get('default', ended.messageId!))!
    let now = world.clock.now()
    const clock = { now: () => (now += 10_000) }
    const given = { ...message, acceptedAt: Number(ended.acceptedAt) }
    const events = await eventsOfMessage({ hookLog: world.hookLog, clock }, placeOf('dev-1'), given)
    expect(events.map(({ kind }) => kind)).toEqual(
      ['QUEUED', 'SENT', 'RECEIVED', 'FAILED'].map((kind) => `EVENT_KIND_${kind}`),
    )
  })

  it('what is under way on a device and what waits for it, in the order it goes', async () => {
    const answer = await call<GetDeviceQueueResponse>('SearchService/GetDeviceQueue', {
      deviceId: 'dev-8',
      pageSize: 500,
    })
    expect(answer.underWay).toEqual([])
    const waiting = answer.waiting!.map(({ messageId }) => messageId!)
    expect(waiting).toEqual([...waiting].sort())
    expect(answer.open).toBe(waiting.length)
    const busy = await call<GetDeviceQueueResponse>('SearchService/GetDeviceQueue', { deviceId: 'dev-0', pageSize: 0 })
    expect(busy.underWay!.length).toBeGreaterThan(0)
    expect(new Set(busy.underWay!.map(({ status }) => status))).not.toContain('STATUS_QUEUED')
  })

  it('[B1] views are saved by name, of a key or shared, so many of them', async () => {
    const view = (name: string, shared = false) => ({
      view: { name, address: '/messages?statuses=failed', shared, actor: '', savedAt: 0 },
    })
    const names = async (who = caller()) =>
      (await call<{ views: { name: string }[] }>('SearchService/ListViews', {}, who)).views.map(({ name }) => name)
    await call('SearchService/PutView', view('mine'))
    await call('SearchService/PutView', view('mine'))
    await call('SearchService/PutView', view('ours', true))
    expect(await names()).toEqual(['mine', 'ours'])
    expect(await names(caller('default', keys[1]!))).toEqual(['ours'])
    expect(await names(caller('other'))).toEqual([])
    const viewer = { ...caller(), scopes: ['commands:read'] } as Caller
    await expect(call('SearchService/PutView', view('x', true), viewer)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    })
    await expect(
      call('SearchService/PutView', { view: { ...view('x').view, address: '//evil' } }),
    ).rejects.toMatchObject({ field: 'view.address' })
    for (let i = 1; i < 100; i++) await call('SearchService/PutView', view(`v${i}`))
    await expect(call('SearchService/PutView', view('one-more'))).rejects.toMatchObject({ code: 'LIMIT_REACHED' })
    await call('SearchService/DeleteView', { name: 'mine', shared: false })
    await expect(call('SearchService/DeleteView', { name: 'mine', shared: false })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
