import { describe, expect, it } from 'vitest'
import { digest } from '../support/fixture.ts'
import { withStoreClient } from '../support/store-client.ts'
import { openStoreWorld } from '../support/store-world.ts'

const store = withStoreClient()
const SHA = digest.sha256('{"a":1}')

describe('a message in the store', () => {
  it('[M9] messages of one device are sent in the order accepted', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 10; i++) {
      ids.push(...(await world.submit(['d1'])))
      world.clock.advance(1)
    }
    await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ids)
  })

  it('[M9] the same concurrency key - one after another; a stuck one blocks no other key', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const a = [
      ...(await world.submit(['d1'], { concurrencyKey: 'a' })),
      ...(await world.submit(['d1'], { concurrencyKey: 'a' })),
      ...(await world.submit(['d1'], { concurrencyKey: 'a' })),
    ]
    const b = await world.submit(['d1'], { concurrencyKey: 'b' })
    const none = await world.submit(['d1'])
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual([a[0], b[0], none[0]])
    expect(
      await world.messages.circumstances(world.tenant, (await world.messages.get(world.tenant, a[1]!))!.message, 'a'),
    ).toMatchObject({ keyHolder: a[0] })
    await device.receipt(a[0]!, 1, SHA)
    await device.say({ input: 'defer', messageId: a[0]!, note: 'busy', untilAt: world.clock.now() + 5_000 })
    expect(await world.claim('d1')).toEqual([])
    await world.messages.cancel(world.placeOf('d1'), [a[1]!])
    world.clock.advance(5_001)
    await world.sweep('d1')
    expect(await world.claim('d1')).toEqual([a[0]])
    await device.succeed(a[0]!)
    expect(await world.claim('d1')).toEqual([a[2]])
  })

  it('[M10] at most a window of messages is unreceipted on one channel; a receipt lets the next go', async () => {
    const world = await openStoreWorld(store.client, { windowPerChannel: 2 })
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 2; i++) ids.push(...(await world.submit(['d1'])))
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ids)
    for (let i = 0; i < 3; i++) ids.push(...(await world.submit(['d1'])))
    expect(await world.claim('d1')).toEqual([])
    await device.receipt(ids[1]!, 1, SHA)
    expect(await world.claim('d1')).toEqual([ids[2]])
    await device.succeed(ids[0]!)
    await device.succeed(ids[2]!)
    expect(await world.claim('d1')).toEqual(ids.slice(3))
  })

  it('[M10] what is being cancelled counts, until it is receipted, has ended, or its ack_by is over', async () => {
    const world = await openStoreWorld(store.client, { windowPerChannel: 2 })
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 6; i++) ids.push(...(await world.submit(['d1'])))
    const device = await world.connect('d1')
    const place = world.placeOf('d1')
    expect(await world.claim('d1')).toEqual(ids.slice(0, 2))
    await world.messages.cancel(place, ids.slice(0, 2))
    expect(await world.claim('d1')).toEqual([])
    const { message } = (await world.messages.get(world.tenant, ids[2]!))!
    expect((await world.messages.circumstances(world.tenant, message, '')).unreceipted).toBe(2)

    await device.receipt(ids[0]!)
    expect(await world.status(ids[0]!)).toBe('canceling')
    expect(await world.claim('d1')).toEqual([ids[2]])
    await device.say({ input: 'cancel_accepted', messageId: ids[1]! })
    expect(await world.claim('d1')).toEqual([ids[3]])

    await world.messages.cancel(place, ids.slice(2, 4))
    world.clock.advance(9_999)
    await world.sweep('d1')
    expect(await world.claim('d1')).toEqual([])
    world.clock.advance(1)
    await world.sweep('d1')
    expect(await world.claim('d1')).toEqual(ids.slice(4))
  })

  it('[M10] what is being cancelled does not count on the next channel, where it never was', async () => {
    const world = await openStoreWorld(store.client, { windowPerChannel: 2 })
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.push(...(await world.submit(['d1'])))
    await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ids.slice(0, 2))
    await world.messages.cancel(world.placeOf('d1'), [ids[0]!])
    await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ids.slice(1))
  })

  describe('[M10] under load, a device that has not answered', () => {
    /** Devices that wait, from which on it is load: GATHERS_FROM of functions/claim.lua. */
    const LOAD = 128

    /** A device that has not answered its first message, has two more, and so many others of its place that wait with it. */
    async function openRoom(others: number) {
      const world = await openStoreWorld(store.client)
      const { partition } = world.placeOf('d1')
      const names = ['d1']
      for (let i = 0; names.length <= others; i++)
        if (world.placeOf(`other-${i}`).partition === partition) names.push(`other-${i}`)
      for (const name of names) await world.enroll(name)
      const device = await world.connect('d1')
      for (const name of names.slice(1)) await world.connect(name)
      const [first] = await world.submit(['d1'])
      expect(await world.claim('d1')).toEqual([first])
      const more = [...(await world.submit(['d1'])), ...(await world.submit(['d1']))]
      const rest = await world.submit(names.slice(1))
      return { world, device, first: first!, more, rest }
    }

    it('gets what came meanwhile together, when it has', async () => {
      const { world, device, first, more, rest } = await openRoom(LOAD)
      expect((await world.claim('d1')).sort()).toEqual(rest.sort())
      expect(await world.claim('d1')).toEqual([])
      await device.succeed(first)
      expect(await world.claim('d1')).toEqual(more)
    })

    it('gets it when its ack_by is over', async () => {
      const { world, first, more, rest } = await openRoom(LOAD)
      expect(await world.claim('d1')).toHaveLength(rest.length)
      world.clock.advance(60_000)
      await world.sweep('d1')
      const claimed = await world.claim('d1')
      for (const id of more) expect(claimed).toContain(id)
      expect(await world.status(first)).not.toBe('gone')
    })

    it('gets it on its next channel', async () => {
      const { world, first, more, rest } = await openRoom(LOAD)
      expect(await world.claim('d1')).toHaveLength(rest.length)
      await world.connect('d1')
      expect(await world.claim('d1')).toEqual([first, ...more])
    })

    it('- and where there is none, it gets all at once', async () => {
      const { world, more, rest } = await openRoom(LOAD - 2)
      expect(await world.claim('d1')).toEqual(expect.arrayContaining([...more, ...rest]))
    })
  })
})
