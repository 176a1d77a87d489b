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
      const answer = await world.messages.submit(world.placeOf('d1'), command, [item], false, binding)
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
        return world.messages.submit(world.placeOf('d1'), command, [item], false, other)
      }),
    )
    expect(answers.map(({ bound }) => bound?.commandId)).toEqual([undefined, commands[0]?.commandId])
    expect(await world.messages.counts(world.tenant)).toMatchObject({ queued: 2 })
  })
})
