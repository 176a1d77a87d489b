import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../../core/command.ts'
import { cancel } from '../../core/flow/cancel.ts'
import { submit } from '../../core/flow/submit.ts'
import type { Principal } from '../../core/ports/access.ts'
import { type Client, connect } from '../../store/redis/connect.ts'
import { eventually } from '../support/eventually.ts'
import { chance, digest } from '../support/fixture.ts'
import { withRedis } from '../support/redis.ts'
import { openStoreWorld } from '../support/store-world.ts'

const redis = withRedis()
let client: Client
beforeAll(() => {
  client = connect(redis.url, 'writer')
})
afterAll(() => client.disconnect())

async function open(names: string[], labels: Record<string, string> = {}, settings: Record<string, unknown> = {}) {
  const store = await openStoreWorld(client, settings)
  const kicks: number[] = []
  const world = { ...store, chance, digest, work: { kick: (_place: unknown, kick: number) => void kicks.push(kick) } }
  const caller: Principal = { tenant: store.tenant, application: 'billing', keyId: 'key-1', scopes: [] }
  for (const name of names)
    await store.devices.enroll(store.placeOf(name), name, Buffer.from(digest.sha256(name), 'hex'), labels)
  return { world, caller, kicks }
}

const draft = (given: Partial<Draft>): Draft => ({
  ...{
    action: 'lock',
    params: { a: 1 },
    devices: [],
    fleet: undefined,
    concurrencyKey: '',
    idempotencyKey: '',
    tags: [],
    supersede: false,
  },
  hook: { applications: [], program: '', arguments: [], interrupt: false },
  clocks: { deliverBy: 0, ackBy: 0, lease: 0, completeBy: 0 },
  ...given,
})
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `n${i}`)

describe('submit', () => {
  it('[M1] [B5] one message a device, in the order of the request, and the durability', async () => {
    const { world, caller } = await open(names(40))
    const answer = await submit(world, caller, draft({ devices: names(40) }))
    expect(answer).toMatchObject({ messageCount: 40, durability: 'everysec', repeated: false })
    const found = await world.messages.getMany(caller.tenant, answer.messageIds)
    expect(found.map(({ message }) => [message.device, message.status])).toEqual(
      names(40).map((name) => [name, 'queued']),
    )
    expect(found[0]?.command).toMatchObject({ content: '{"a":1}', actor: 'key-1', hook: { applications: ['billing'] } })
  })

  it('[M1] one device that can not take it refuses all, names its field, and stores nothing', async () => {
    const { world, caller } = await open(names(10))
    await expect(submit(world, caller, draft({ devices: [...names(10), 'nobody'] }))).rejects.toMatchObject({
      code: 'UNKNOWN_DEVICE',
      field: 'devices[10]',
    })
    expect(await world.messages.counts(caller.tenant)).toMatchObject({ queued: 0 })
  })

  it('[M11] the same key and body give the same command; another body is refused', async () => {
    const { world, caller } = await open(['d'])
    const first = await submit(world, caller, draft({ devices: ['d'], idempotencyKey: 'k' }))
    expect(await submit(world, caller, draft({ devices: ['d'], idempotencyKey: 'k' }))).toEqual({
      ...first,
      repeated: true,
    })
    await expect(
      submit(world, caller, draft({ devices: ['d'], idempotencyKey: 'k', tags: ['x'] })),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', field: 'idempotency_key' })
    expect(await world.messages.listByDevice(caller.tenant, 'd', undefined, 10)).toEqual(first.messageIds)
  })

  it('[M11] a submit that was cut off in the middle is completed by its repetition, never doubled', async () => {
    const { world, caller } = await open(names(40), {}, { openPerDeviceMax: 1 })
    let left = 2
    const cut: typeof world = {
      ...world,
      messages: {
        ...world.messages,
        async submit(...args) {
          if (left-- <= 0) throw new Error('the process died here')
          return await world.messages.submit(...args)
        },
      },
    }
    const wanted = draft({ devices: names(40), idempotencyKey: 'k' })
    await expect(submit(cut, caller, wanted)).rejects.toThrow('died')
    // What had left the process before it died is stored.
    const counted = async () => (await world.messages.counts(caller.tenant)).queued ?? 0
    const before = await eventually(counted, (count) => count > 0)
    expect(before).toBeLessThan(40)
    const answer = await submit(world, caller, wanted)
    expect(answer).toMatchObject({ repeated: true, messageCount: 40 })
    expect(await world.messages.counts(caller.tenant)).toMatchObject({ queued: 40 })
    expect((await world.messages.getMany(caller.tenant, answer.messageIds)).length).toBe(40)
  })

  it('[M11] a refused submit gives its key back', async () => {
    const { world, caller } = await open(['d'])
    const wanted = draft({ devices: ['d', 'late'], idempotencyKey: 'k' })
    await expect(submit(world, caller, wanted)).rejects.toMatchObject({ code: 'UNKNOWN_DEVICE' })
    await world.enroll('late')
    expect(await submit(world, caller, wanted)).toMatchObject({ repeated: false, messageCount: 2 })
  })

  it('[M11] a refused submit keeps its key for a repetition that came meanwhile and was stored', async () => {
    const { world, caller } = await open([])
    const wanted = draft({ devices: ['late'], idempotencyKey: 'k' })
    let repetition: ReturnType<typeof submit> | undefined
    const slow: typeof world = {
      ...world,
      messages: {
        ...world.messages,
        async submit(...args) {
          const refused = await world.messages.submit(...args)
          await world.enroll('late')
          repetition = submit(world, caller, wanted)
          await repetition
          return refused
        },
      },
    }
    await expect(submit(slow, caller, wanted)).rejects.toMatchObject({ code: 'UNKNOWN_DEVICE' })
    const { commandId } = await repetition!
    expect(await submit(world, caller, wanted)).toMatchObject({ commandId, repeated: true })
    expect(await world.messages.counts(caller.tenant)).toMatchObject({ queued: 1 })
  })

  it('[M1] a fleet is every active device with the labels; a repetition means the same devices', async () => {
    const { world, caller } = await open(names(30), { site: 'a' })
    await world.enroll('elsewhere')
    await world.devices.revoke(world.placeOf('n3'), 'n3')
    const wanted = draft({ fleet: { site: 'a' }, idempotencyKey: 'k' })
    const answer = await submit(world, caller, wanted)
    expect(answer.messageCount).toBe(29)
    await world.devices.enroll(world.placeOf('newcomer'), 'newcomer', Buffer.alloc(32, 5), { site: 'a' })
    expect(await submit(world, caller, wanted)).toMatchObject({ repeated: true, messageCount: 29 })
    await expect(submit(world, caller, draft({ fleet: { site: 'nowhere' } }))).rejects.toMatchObject({
      code: 'UNKNOWN_DEVICE',
      field: 'fleet',
    })
  })

  it.each([1, 100])(
    '[M1] a fleet of which one device has its %i messages is refused in whole',
    async (openPerDeviceMax) => {
      const { world, caller } = await open(names(30), { site: 'a' }, { openPerDeviceMax })
      for (let i = 0; i < openPerDeviceMax; i++) await submit(world, caller, draft({ devices: ['n7'] }))
      await expect(submit(world, caller, draft({ fleet: { site: 'a' } }))).rejects.toMatchObject({
        code: 'DEVICE_BACKLOG_FULL',
      })
      expect(await world.messages.counts(caller.tenant)).toMatchObject({ queued: openPerDeviceMax })
    },
  )

  it('[M1] of a fleet only those are checked again of whom finding them did not say that they have room', async () => {
    const { world, caller } = await open(names(30), { site: 'a' }, { openPerDeviceMax: 100 })
    let checks = 0
    const counting: typeof world = {
      ...world,
      messages: {
        ...world.messages,
        async check(...args) {
          checks++
          return await world.messages.check(...args)
        },
        async submit(...args) {
          // All parts of a fleet's command are told to be that.
          expect(args[3].isFleet).toBe(true)
          return await world.messages.submit(...args)
        },
      },
    }
    const wanted = draft({ fleet: { site: 'a' } })
    expect(await submit(counting, caller, wanted)).toMatchObject({ messageCount: 30 })
    expect(checks).toBe(0)
    // Its list has to be looked at now.
    for (let i = 0; i < 70; i++) await submit(world, caller, draft({ devices: ['n7'] }))
    expect(await submit(counting, caller, wanted)).toMatchObject({ messageCount: 30 })
    expect(checks).toBeGreaterThan(0)
    // Who was found at first may not be who is found now.
    const enroll = async (device: string) =>
      await world.devices.enroll(world.placeOf(device), device, Buffer.alloc(32, 5), { site: 'b' })
    for (let i = 0; i < 10; i++) await enroll(`b${i}`)
    const kept = draft({ fleet: { site: 'b' }, idempotencyKey: 'k' })
    checks = 0
    await submit(counting, caller, kept)
    expect(checks).toBe(0)
    await enroll('newcomer')
    expect(await submit(counting, caller, kept)).toMatchObject({ messageCount: 10, repeated: true })
    expect(checks).toBeGreaterThan(0)
  })

  it('[M12] cancel of a command - counts what ended, what was asked and what was final', async () => {
    const { world, caller } = await open(names(6))
    const { commandId } = await submit(world, caller, draft({ devices: names(6) }))
    expect(await cancel(world, caller, { commandId })).toEqual({ canceled: 6, asked: 0, unchanged: 0 })
    expect(await cancel(world, caller, { commandId })).toEqual({ canceled: 0, asked: 0, unchanged: 6 })
    await expect(cancel(world, { ...caller, tenant: 'other' }, { commandId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(cancel(world, caller, {})).rejects.toMatchObject({ code: 'INVALID_FIELD' })
  })

  const bad: [string, Partial<Draft>, object][] = [
    ['an action that is no name', { action: 'Lock!' }, { code: 'INVALID_FIELD', field: 'action' }],
    ['no device', { devices: [] }, { code: 'INVALID_FIELD', field: 'devices' }],
    ['a device twice', { devices: ['d', 'd'] }, { code: 'DUPLICATE_DEVICE', field: 'devices[1]' }],
    ['too many devices', { devices: names(1_001) }, { code: 'TOO_MANY_DEVICES', field: 'devices' }],
    ['devices and a fleet', { fleet: {} }, { code: 'INVALID_FIELD', field: 'fleet' }],
    ['parameters that are no object', { params: [1] }, { code: 'INVALID_FIELD', field: 'params' }],
    ['content too large', { params: { a: 'x'.repeat(65_536) } }, { code: 'TOO_LARGE', field: 'params' }],
    [
      'a clock beyond its maximum',
      { clocks: { deliverBy: 2_592_001, ackBy: 0, lease: 0, completeBy: 0 } },
      { code: 'INVALID_FIELD', field: 'clocks.deliver_by_seconds' },
    ],
    ['a tag too long', { tags: ['x'.repeat(65)] }, { code: 'INVALID_FIELD', field: 'tags[0]' }],
    [
      'a hook without a program',
      { hook: { applications: [], program: '', arguments: [], interrupt: true } },
      { code: 'INVALID_FIELD', field: 'hook.program' },
    ],
  ]
  it.each(bad)('[A2] [B1] refused: %s', async (_title, given, error) => {
    const { world, caller } = await open(['d'])
    await expect(submit(world, caller, draft({ devices: ['d'], ...given }))).rejects.toMatchObject(error)
  })
})
