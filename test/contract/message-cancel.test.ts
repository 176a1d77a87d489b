import { describe, expect, it } from 'vitest'
import { digest } from '../support/fixture.ts'
import { withStoreClient } from '../support/store-client.ts'
import { openStoreWorld } from '../support/store-world.ts'

const store = withStoreClient()
const SHA = digest.sha256('{"a":1}')

describe('a message in the store', () => {
  it('[M12] cancel - immediate before sent; after it the device is asked and decides', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [queued, taken, refused] = [
      ...(await world.submit(['d1'])),
      ...(await world.submit(['d1'])),
      ...(await world.submit(['d1'])),
    ]
    const place = world.placeOf('d1')
    expect((await world.messages.cancel(place, [queued!])).outcomes).toEqual(['canceled'])
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(refused!, 1, SHA)
    expect(
      (await world.messages.cancel(place, [taken!, refused!, queued!, 'm0000000000000000000000000000'])).outcomes,
    ).toEqual(['asked', 'asked', 'unchanged', 'unknown'])
    const claim = await world.messages.claim(place, 256)
    expect(claim.cancels.map((cancel) => cancel.messageId).sort()).toEqual([taken, refused].sort())
    expect(await device.say({ input: 'cancel_accepted', messageId: taken! })).toBe('stored')
    expect(await device.say({ input: 'cancel_refused', messageId: refused!, note: 'too late' })).toBe('stored')
    expect(await world.status(taken!)).toBe('canceled')
    expect(await world.status(refused!)).toBe('received')
    expect(await device.say({ input: 'cancel_accepted', messageId: taken! })).toBe('repeated')
  })

  it('[M12] a cancel that is not answered is asked again, also on the next channel', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    await world.connect('d1')
    await world.claim('d1')
    await world.messages.cancel(world.placeOf('d1'), [id!])
    const asked = async () =>
      (await world.messages.claim(world.placeOf('d1'), 256)).cancels.map((cancel) => cancel.messageId)
    expect(await asked()).toEqual([id])
    expect(await asked()).toEqual([])
    world.clock.advance(10_001)
    await world.sweep('d1')
    expect(await asked()).toEqual([id])
    await world.connect('d1')
    expect(await asked()).toEqual([id])
  })

  it('[M2] [M10] [M12] a refused cancel is a receipt where there was none, and fills no window', async () => {
    const world = await openStoreWorld(store.client, { windowPerChannel: 1 })
    await world.enroll('d1')
    const [refused] = await world.submit(['d1'])
    const [next] = await world.submit(['d1'])
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual([refused])
    await world.messages.cancel(world.placeOf('d1'), [refused!])
    expect(await device.say({ input: 'cancel_refused', messageId: refused!, note: 'too late' })).toBe('stored')
    expect(await world.status(refused!)).toBe('received')
    expect(await world.kinds('d1', refused!)).toEqual(['queued', 'sent', 'canceling', 'received', 'cancel_refused'])
    expect(await world.claim('d1')).toEqual([next])
    expect(await device.succeed(refused!)).toBe('stored')
  })

  it.each(['complete_by', 'deliver_by'] as const)(
    '[M7] [M12] a cancel shortly before %s is not answered: the message ends then, and not an ack_by later',
    async (end) => {
      const world = await openStoreWorld(store.client)
      await world.enroll('d1')
      const clocks = { deliverBy: 60, ackBy: 50, lease: 60, completeBy: 60 }
      const [id] = await world.submit(['d1'], { clocks })
      const device = await world.connect('d1')
      await world.claim('d1')
      if (end === 'complete_by') await device.receipt(id!)
      world.clock.advance(49_000)
      await world.messages.cancel(world.placeOf('d1'), [id!])
      world.clock.advance(10_999)
      await world.sweep('d1')
      expect(await world.status(id!)).toBe('canceling')
      world.clock.advance(1)
      await world.sweep('d1')
      expect(await world.status(id!)).toBe('timed_out')
    },
  )
})
