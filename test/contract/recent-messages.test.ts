import { beforeAll, describe, expect, it } from 'vitest'
import { SottoError } from '../../core/errors.ts'
import type { Caller } from '../../gateway/api/caller.ts'
import { type ApiWorld, enrol, openApi, openApiWorld } from '../support/api-world.ts'
import { withRedis } from '../support/redis.ts'

type Page = { messages: { messageId: string; deviceId: string }[]; nextPageToken: string }

describe('the newest messages of a tenant', () => {
  const redis = withRedis()
  let world: ApiWorld
  let calls: ReturnType<typeof openApi>['calls']
  /** Newest first. */
  const accepted: string[] = []

  const caller = (tenant: string): Caller => ({
    ...{ tenant, application: 'app', keyId: 'k1', scopes: [], requestId: 'r1' },
  })
  const list = async (given: object = {}, tenant = 'default'): Promise<Page> =>
    (await calls.run(
      'CommandService/ListMessages',
      { commandId: '', deviceId: '', statuses: [], pageSize: 0, pageToken: '', ...given },
      caller(tenant),
    )) as Page

  beforeAll(async () => {
    world = await openApiWorld(redis.connect())
    ;({ calls } = openApi(world))
    const devices = Array.from({ length: 12 }, (_, i) => `dev-${i}`)
    for (const device of devices) await enrol(world, 'default', device)
    for (let i = 0; i < 400; i++) {
      world.clock.advance(1)
      const { messageIds } = (await calls.run(
        'CommandService/Submit',
        submitOf(devices[i % 5]!),
        caller('default'),
      )) as {
        messageIds: string[]
      }
      accepted.unshift(...messageIds)
      if (i % 10 === 0)
        await calls.run('CommandService/Cancel', { commandId: '', messageId: messageIds[0]! }, caller('default'))
    }
  })
  const submitOf = (device: string) => ({
    ...{ action: 'lock', devices: [device], params: null, fleet: null, hook: null, clocks: null, tags: [] },
    ...{ supersede: false, concurrencyKey: '', idempotencyKey: '' },
  })

  it('[A1] come newest first over all partitions, page by page, each once', async () => {
    const seen: string[] = []
    let pageToken = ''
    let pages = 0
    do {
      const page = await list({ pageToken, pageSize: 37 })
      expect(page.messages.length).toBeLessThanOrEqual(37)
      seen.push(...page.messages.map(({ messageId }) => messageId))
      pageToken = page.nextPageToken
      expect(++pages).toBeLessThan(100)
    } while (pageToken !== '')
    expect(seen).toEqual(accepted)
  })

  it('[A1] go on from where they were when newer ones come', async () => {
    const first = await list({ pageSize: 5 })
    world.clock.advance(1)
    const { messageIds } = (await calls.run('CommandService/Submit', submitOf('dev-9'), caller('default'))) as {
      messageIds: string[]
    }
    const second = await list({ pageSize: 5, pageToken: first.nextPageToken })
    expect(second.messages.map(({ messageId }) => messageId)).toEqual(accepted.slice(5, 10))
    expect((await list({ pageSize: 1 })).messages[0]!.messageId).toBe(messageIds[0])
    accepted.unshift(...messageIds)
  })

  it('[A1] of a status may be few on a page, and are all there in the end', async () => {
    let pageToken = ''
    let count = 0
    do {
      const page = await list({ pageToken, pageSize: 100, statuses: ['STATUS_CANCELED'] })
      count += page.messages.length
      pageToken = page.nextPageToken
    } while (pageToken !== '')
    expect(count).toBe(40)
  })

  it('[A3] of another tenant are none', async () => {
    await world.places.addTenant('other')
    expect(await list({}, 'other')).toEqual({ messages: [], nextPageToken: '' })
  })

  it.each(['x', Buffer.from('r:1,2').toString('base64url'), Buffer.from('r:1,2,3,x').toString('base64url')])(
    '[A2] the page token %s is refused',
    async (pageToken) => {
      await expect(list({ pageToken })).rejects.toBeInstanceOf(SottoError)
    },
  )
})
