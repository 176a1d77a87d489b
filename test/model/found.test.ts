import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, connect } from '../../store/redis/connect.ts'
import { withRedis } from '../support/redis.ts'
import { openStoreWorld } from '../support/store-world.ts'

const redis = withRedis()
let client: Client
beforeAll(() => {
  client = connect(redis.url, 'writer')
})
afterAll(() => client.disconnect())

/** What interleavings.test.ts has found, each in its smallest form. */
describe('found by the model', () => {
  it('[M9] seed 47515: the next of a key ends before it is sent - the one after it gets the key', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const key = { concurrencyKey: 'a' }
    const [first] = await world.submit(['d1'], key)
    const [second] = await world.submit(['d1'], key)
    const [third] = await world.submit(['d1'], key)
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual([first])
    await device.succeed(first!)
    expect((await world.messages.cancel(world.placeOf('d1'), [second!])).outcomes).toEqual(['canceled'])
    expect(await world.claim('d1')).toEqual([third])
  })

  it('[M9] seed 245491: retries that have ended fill no room, and what was never sent does not overtake', async () => {
    const world = await openStoreWorld(client, { windowPerChannel: 3 })
    await world.enroll('d1')
    const ended: string[] = []
    for (let i = 0; i < 3; i++) ended.push(...(await world.submit(['d1'])))
    const [repeat] = await world.submit(['d1'])
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ended)
    for (const id of ended) await device.receipt(id)
    for (const id of ended) await device.say({ input: 'defer', messageId: id, note: 'busy', untilAt: 0 })
    expect(await world.claim('d1')).toEqual([repeat])
    for (const id of ended) await device.say({ input: 'ready', messageId: id })
    await world.messages.cancel(world.placeOf('d1'), ended)
    const [fresh] = await world.submit(['d1'])
    await world.connect('d1')
    expect(await world.claim('d1')).toEqual([repeat, fresh])
  })

  it('[M2] [M7] seed 285087: deferred after its deliver_by - it expires at the next sweep', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'], { clocks: { deliverBy: 30, ackBy: 10, lease: 60, completeBy: 900 } })
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(id!)
    world.clock.advance(30_001)
    await world.sweep('d1')
    expect(await world.status(id!)).toBe('received')
    await device.say({ input: 'defer', messageId: id!, note: 'charging', untilAt: 0 })
    await device.say({ input: 'ready', messageId: id! })
    await world.sweep('d1')
    expect(await world.status(id!)).toBe('expired')
    expect(await world.claim('d1')).toEqual([])
  })
})
