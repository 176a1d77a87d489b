import { describe, expect, it } from 'vitest'
import { messageId } from '../../core/ids.ts'
import { testCommand } from '../support/fixture.ts'
import { withStoreClient } from '../support/store-client.ts'
import { openStoreWorld } from '../support/store-world.ts'

const store = withStoreClient()

describe('a message in the store', () => {
  it('[M1] [M6] submit - the message and its queued event are one step, and a repetition adds neither', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const commandId = 'c0000000000000000000aa'
    const [id] = await world.submit(['d1'], { commandId })
    await world.submit(['d1'], { commandId })
    expect(await world.status(id!)).toBe('queued')
    expect(await world.kinds('d1', id!)).toEqual(['queued'])
    expect((await world.devices.get(world.placeOf('d1'), 'd1'))?.open).toBe(1)
  })

  it('[M1] submit - one device that can not take it refuses all of the step, and names it', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('a')
    await expect(world.submit(['nobody'])).rejects.toThrow('UNKNOWN_DEVICE 0')
    await world.devices.revoke(world.placeOf('a'), 'a')
    await expect(world.submit(['a'])).rejects.toThrow('DEVICE_REVOKED 0')
  })

  it('[B1] submit - a device takes so many open messages and no more', async () => {
    const world = await openStoreWorld(store.client, { openPerDeviceMax: 3 })
    await world.enroll('d1')
    for (let i = 0; i < 3; i++) await world.submit(['d1'])
    await expect(world.submit(['d1'])).rejects.toThrow('DEVICE_BACKLOG_FULL 0')
    expect(
      await world.messages.check(world.placeOf('d1'), [{ messageId: `m${'0'.repeat(27)}`, device: 'd1' }]),
    ).toEqual({
      code: 'DEVICE_BACKLOG_FULL',
      index: 0,
    })
  })

  it('[B1] a device is as full as it has open messages, however they are spread over its list and its window', async () => {
    const world = await openStoreWorld(store.client, { openPerDeviceMax: 100 })
    await world.enroll('d1')
    const place = world.placeOf('d1')
    const full = { code: 'DEVICE_BACKLOG_FULL', index: 0 }
    const item = { messageId: `m${'0'.repeat(27)}`, device: 'd1' }
    const looks = async () => {
      const open = (await world.devices.get(place, 'd1'))?.open ?? 0
      expect([open, await world.messages.check(place, [item])]).toEqual([open, open < 100 ? undefined : full])
      return open
    }
    for (let open = 0; open < 100; open++) {
      expect(await looks()).toBe(open)
      await world.submit(['d1'])
    }
    expect(await looks()).toBe(100)
    await expect(world.submit(['d1'])).rejects.toThrow('DEVICE_BACKLOG_FULL 0')
    const device = await world.connect('d1')
    for (let open = 100; open > 0; ) {
      const claimed = await world.claim('d1')
      expect(claimed).not.toEqual([])
      for (const id of claimed) expect(await device.succeed(id)).toBe('stored')
      open -= claimed.length
      expect(await looks()).toBe(open)
    }
    // Its list was long and is not any more: full again, and not before.
    for (let open = 0; open < 100; open++) await world.submit(['d1'])
    expect(await looks()).toBe(100)
  })

  it('[M1] check - names the device that can not take it, as submit does', async () => {
    const world = await openStoreWorld(store.client)
    for (const name of ['a', 'gone']) await world.enroll(name)
    const check = async (device: string) =>
      await world.messages.check(world.placeOf(device), [{ messageId: `m${'0'.repeat(27)}`, device }])
    expect(await check('a')).toBeUndefined()
    expect(await check('nobody')).toEqual({ code: 'UNKNOWN_DEVICE', index: 0 })
    await world.devices.revoke(world.placeOf('gone'), 'gone')
    expect(await check('gone')).toEqual({ code: 'DEVICE_REVOKED', index: 0 })
  })

  it('[M2] supersede - ends queued messages of the same action that were never sent', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [old, other] = [...(await world.submit(['d1'])), ...(await world.submit(['d1'], { action: 'locate' }))]
    const [fresh] = await world.submit(['d1'], { supersede: true })
    expect(await Promise.all([old!, other!, fresh!].map(world.status))).toEqual(['superseded', 'queued', 'queued'])
  })

  it('[M11] reserve - the same key is bound to the first command and body', async () => {
    const { messages, tenant } = await openStoreWorld(store.client)
    const first = { idempotencyKey: 'k', bodySha256: 'sha1' }
    expect(await messages.reserve(tenant, first, 'c1')).toEqual({ commandId: 'c1', bodySha256: 'sha1' })
    const second = { idempotencyKey: 'k', bodySha256: 'sha2' }
    expect(await messages.reserve(tenant, second, 'c2')).toEqual({ commandId: 'c1', bodySha256: 'sha1' })
  })

  it('[M11] submit with a key - one step: bound with what is stored, and not bound when that is refused', async () => {
    const world = await openStoreWorld(store.client)
    const binding = { idempotencyKey: 'k', bodySha256: 'sha1' }
    const submit = async () => {
      const command = testCommand(world.clock, {})
      const item = { device: 'd1', messageId: messageId(command.commandId, world.placeOf('d1').partition, 0) }
      const answer = await world.messages.submit(world.placeOf('d1'), command, [item], { force: false, binding })
      return { ...answer, commandId: command.commandId }
    }
    expect((await submit()).problem?.code).toBe('UNKNOWN_DEVICE')
    await world.enroll('d1')
    const first = await submit()
    expect([first.problem, first.bound]).toEqual([undefined, undefined])
    expect((await submit()).bound).toEqual({ commandId: first.commandId, bodySha256: 'sha1' })
    expect(await world.messages.counts(world.tenant)).toMatchObject({ queued: 1 })
    // Two in one call of the store: the second finds what the first has bound.
    const other = { idempotencyKey: 'k2', bodySha256: 'sha1' }
    const commands = [testCommand(world.clock, {}), testCommand(world.clock, {})]
    const answers = await Promise.all(
      commands.map((command) => {
        const item = { device: 'd1', messageId: messageId(command.commandId, world.placeOf('d1').partition, 0) }
        return world.messages.submit(world.placeOf('d1'), command, [item], { force: false, binding: other })
      }),
    )
    expect(answers.map(({ bound }) => bound?.commandId)).toEqual([undefined, commands[0]?.commandId])
    expect(await world.messages.counts(world.tenant)).toMatchObject({ queued: 2 })
  })
})
