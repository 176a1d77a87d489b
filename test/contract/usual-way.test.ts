import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, connect } from '../../store/redis/connect.ts'
import { digest } from '../support/fixture.ts'
import { withRedis } from '../support/redis.ts'
import { openStoreWorld } from '../support/store-world.ts'

const redis = withRedis()
let client: Client
beforeAll(() => {
  client = connect(redis.url, 'writer')
})
afterAll(() => client.disconnect())

const SHA = digest.sha256('{"a":1}')
const DONE = { code: 'OK', detail: '', output: '' }

/** functions/shared/usual.lua writes for the most frequent way what shared/step.lua writes for any. */
describe('the usual way of a message', () => {
  it('[M2] [M6] leaves the same record and the same events as any other way', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const [usual, other] = [...(await world.submit(['d1'])), ...(await world.submit(['d1']))] as [string, string]
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual([usual, other])
    const succeed = (messageId: string) =>
      device.say({ input: 'succeed', messageId, contentSha256: SHA, outcome: DONE })
    // Not the first in the window: the general way.
    expect(await succeed(other)).toBe('stored')
    expect(await succeed(usual)).toBe('stored')

    const told = async (id: string) => ({
      message: { ...(await world.messages.get(world.tenant, id))?.message, messageId: '' },
      events: (await world.events('d1'))
        .filter((event) => event.messageId === id)
        .map((event) => ({ ...event, eventId: event.eventId.replace(id, ''), messageId: '', commandId: '' })),
    })
    const [a, b] = [await told(usual), await told(other)]
    expect(a.message).toMatchObject({ status: 'succeeded', attempt: 1, session: device.session })
    expect(a.events).toHaveLength(4)
    expect(a).toEqual(b)
  })

  it('[M10] empties the window, also when answers come in one call, and lets what waits follow in order', async () => {
    const world = await openStoreWorld(client, { windowPerChannel: 2 })
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.push(...(await world.submit(['d1'])))
    const device = await world.connect('d1')
    const say = async (messageIds: string[]) =>
      (
        await world.messages.report(
          world.placeOf('d1'),
          messageIds.map((messageId) => ({
            ...{ input: 'succeed' as const, messageId, device: 'd1', channel: device.channel },
            ...{ session: device.session, contentSha256: SHA, outcome: DONE },
          })),
        )
      ).answers
    expect(await world.claim('d1')).toEqual(ids.slice(0, 2))
    expect(await say(ids.slice(0, 2))).toEqual(['stored', 'stored'])
    expect(await world.claim('d1')).toEqual(ids.slice(2, 4))
    expect(await say(ids.slice(2, 4))).toEqual(['stored', 'stored'])
    expect(await world.claim('d1')).toEqual(ids.slice(4))
    expect((await world.devices.get(world.placeOf('d1'), 'd1'))?.open).toBe(1)
  })

  it('[M5] a message that is spoken of twice in one call has ended once, and another result is a conflict', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const device = await world.connect('d1')
    await world.claim('d1')
    const said = { messageId: id!, device: 'd1', channel: device.channel, session: device.session, contentSha256: SHA }
    const { answers } = await world.messages.report(world.placeOf('d1'), [
      { ...said, input: 'succeed', outcome: DONE },
      { ...said, input: 'receipt', attempt: 1 },
      { ...said, input: 'succeed', outcome: DONE },
      { ...said, input: 'fail', outcome: { ...DONE, code: 'BROKEN' } },
    ])
    expect(answers).toEqual(['stored', 'repeated', 'repeated', 'CONFLICT'])
    expect(await world.kinds('d1', id!)).toEqual(['queued', 'sent', 'received', 'succeeded'])
    expect((await world.messages.counts(world.tenant)).succeeded).toBe(1)
  })

  it('[S3] [S4] [M9] is not for an older channel, another session, or a message with a concurrency key', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const [first] = await world.submit(['d1'])
    const [keyed] = await world.submit(['d1'], { concurrencyKey: 'k' })
    const [waiting] = await world.submit(['d1'], { concurrencyKey: 'k' })
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual([first, keyed])
    const succeed = { input: 'succeed' as const, contentSha256: SHA, outcome: DONE }
    expect(await device.say({ ...succeed, messageId: first!, channel: device.channel - 1 })).toBe('STALE_CHANNEL')
    expect(await device.say({ ...succeed, messageId: first!, session: 'other' })).toBe('STALE_SESSION')
    expect(await device.say({ ...succeed, messageId: first! })).toBe('stored')
    expect(await device.say({ ...succeed, messageId: keyed! })).toBe('stored')
    expect(await world.claim('d1')).toEqual([waiting])
  })
})
