import { describe, expect, it } from 'vitest'
import { digest } from '../support/fixture.ts'
import { withStoreClient } from '../support/store-client.ts'
import { openStoreWorld } from '../support/store-world.ts'

const store = withStoreClient()
const SHA = digest.sha256('{"a":1}')

describe('a message in the store', () => {
  it('[M7] each clock by itself - lease renewed by progress, complete_by not', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'], { clocks: { deliverBy: 1_000, ackBy: 10, lease: 60, completeBy: 120 } })
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(id!, 1, SHA)
    for (let sequence = 1; sequence <= 3; sequence++) {
      world.clock.advance(39_000)
      await world.sweep('d1')
      expect(await device.say({ input: 'progress', messageId: id!, sequence })).toBe('stored')
    }
    world.clock.advance(5_000)
    await world.sweep('d1')
    expect(await world.status(id!)).toBe('timed_out')
    expect((await world.messages.get(world.tenant, id!))?.message.reason).toBe('COMPLETE_BY_ENDED')
  })

  it('[M7] deliver_by ends what has no evidence of the device, in slices', async () => {
    const world = await openStoreWorld(store.client)
    const names = Array.from({ length: 20 }, (_, i) => `x${i}`).filter((name) => world.placeOf(name).partition === 0)
    for (const name of names) await world.enroll(name)
    const ids = await world.submit(names, { clocks: { deliverBy: 60, ackBy: 10, lease: 60, completeBy: 900 } })
    world.clock.advance(60_001)
    await world.messages.sweep(world.placeOf(names[0]!), 2)
    const first = await Promise.all(ids.map(world.status))
    expect(first.filter((status) => status === 'expired').length).toBeLessThan(ids.length)
    await world.sweep(names[0]!)
    expect(await Promise.all(ids.map(world.status))).toEqual(ids.map(() => 'expired'))
    expect((await world.devices.get(world.placeOf(names[0]!), names[0]!))?.open).toBe(0)
  })

  it('[M8] no receipt - sent again after a backoff, and after the last attempt failed', async () => {
    const world = await openStoreWorld(store.client, { attemptsMax: 3 })
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    await world.connect('d1')
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect(await world.claim('d1')).toEqual([id])
      world.clock.advance(10_001)
      await world.sweep('d1')
      if (attempt === 3) break
      expect(await world.claim('d1')).toEqual([])
      expect((await world.messages.get(world.tenant, id!))?.message.dueAt).toBeLessThanOrEqual(
        world.clock.now() + 4_000,
      )
      world.clock.advance(4_000)
      await world.sweep('d1')
    }
    expect((await world.messages.get(world.tenant, id!))?.message).toMatchObject({
      status: 'failed',
      reason: 'ATTEMPTS_EXHAUSTED',
    })
  })

  it('[M8] offline - uses up no attempts and gets its messages when the channel opens', async () => {
    const world = await openStoreWorld(store.client, { attemptsMax: 2 })
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    for (let i = 0; i < 5; i++) {
      const device = await world.connect('d1')
      expect(await world.claim('d1')).toEqual([id])
      await world.devices.close(world.placeOf('d1'), [{ device: 'd1', channel: device.channel }])
      world.clock.advance(11_000)
      await world.sweep('d1')
      expect(await world.status(id!)).toBe('queued')
      expect((await world.messages.get(world.tenant, id!))?.message).toMatchObject({ dueAt: 0, tries: 0 })
    }
  })

  it('[M2] deferred by a trigger - waits without a clock until the device is ready', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(id!, 1, SHA)
    expect(await device.say({ input: 'defer', messageId: id!, note: 'charging', untilAt: 0 })).toBe('stored')
    world.clock.advance(600_000)
    await world.sweep('d1')
    expect(await world.status(id!)).toBe('deferred')
    expect(await device.say({ input: 'ready', messageId: id! })).toBe('stored')
    expect(await world.claim('d1')).toEqual([id])
    expect((await world.messages.get(world.tenant, id!))?.message.attempt).toBe(2)
    // The receipt of the first attempt, late: it is known already.
    expect(await device.receipt(id!, 1, SHA)).toBe('repeated')
    expect(await device.receipt(id!, 2, SHA)).toBe('stored')
  })
})
