import { describe, expect, it } from 'vitest'
import { digest } from '../support/fixture.ts'
import { withStoreClient } from '../support/store-client.ts'
import { openStoreWorld } from '../support/store-world.ts'

const store = withStoreClient()
const SHA = digest.sha256('{"a":1}')

describe('a device in the store', () => {
  it('[S3] [S4] a replaced channel and another session are refused', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const older = await world.connect('d1')
    await world.claim('d1')
    const newer = await world.connect('d1', { presented: older.session, node: 'other' })
    expect(newer).toMatchObject({
      resumed: true,
      session: older.session,
      evicted: { node: 'node', channel: older.channel },
    })
    expect(await older.receipt(id!, 1, SHA)).toBe('STALE_CHANNEL')
    expect(await newer.say({ input: 'receipt', messageId: id!, attempt: 1, session: 'somebody else' })).toBe(
      'STALE_SESSION',
    )
    expect(await world.claim('d1')).toEqual([id])
    expect(await newer.receipt(id!, 2, SHA)).toBe('stored')
  })

  it('[S4] a message of another device is refused', async () => {
    const world = await openStoreWorld(store.client)
    const [a, b] = ['a', 'b', 'c', 'd', 'e', 'f'].filter(
      (name) => world.placeOf(name).partition === world.placeOf('a').partition,
    )
    await world.enroll(a!)
    await world.enroll(b!)
    const [id] = await world.submit([a!])
    const stranger = await world.connect(b!)
    expect(await stranger.receipt(id!)).toBe('WRONG_DEVICE')
    expect(await stranger.receipt('m0000000000000000000000000000')).toBe('UNKNOWN_MESSAGE')
  })

  it('[S4] a session that is no text of Unicode is nobody’s, and holds up no other device', async () => {
    const world = await openStoreWorld(store.client)
    await Promise.all([world.enroll('d1'), world.enroll('d5')])
    expect(world.placeOf('d1')).toEqual(world.placeOf('d5'))
    const [first, second] = [...(await world.submit(['d1'])), ...(await world.submit(['d5']))]
    const [hostile, other] = [await world.connect('d1'), await world.connect('d5')]
    await world.claim('d1')
    const said = { input: 'receipt' as const, attempt: 1 }
    const { answers } = await world.messages.report(world.placeOf('d1'), [
      { ...said, messageId: first!, device: 'd1', channel: hostile.channel, session: '\ud800' },
      { ...said, messageId: second!, device: 'd5', channel: other.channel, session: other.session },
    ])
    expect(answers).toEqual(['STALE_SESSION', 'stored'])
  })

  it('[S5] enrolling again starts a new epoch - what is open is removed, the old one is refused', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const device = await world.connect('d1')
    const ids = [
      ...(await world.submit(['d1'])),
      ...(await world.submit(['d1'], { concurrencyKey: 'k' })),
      ...(await world.submit(['d1'], { concurrencyKey: 'k' })),
    ]
    await world.claim('d1')
    await device.receipt(ids[0]!, 1, SHA)
    const place = world.placeOf('d1')
    const answer = await world.devices.enroll(place, 'd1', Buffer.alloc(32, 9), {})
    expect(answer).toEqual({ epoch: 2, evicted: { node: 'node', channel: device.channel } })
    expect(await Promise.all(ids.map(world.status))).toEqual(['removed', 'removed', 'removed'])
    expect(await device.succeed(ids[0]!)).toBe('STALE_CHANNEL')
    await expect(world.connect('d1', { epoch: 1 })).rejects.toThrow('STALE_EPOCH')
    expect((await world.devices.get(place, 'd1'))?.open).toBe(0)
    const again = await world.connect('d1', { epoch: 2 })
    const [fresh] = await world.submit(['d1'], { concurrencyKey: 'k' })
    expect(await world.claim('d1')).toEqual([fresh])
    expect(await again.receipt(fresh!, 1, SHA)).toBe('stored')
  })

  it('[S6] a dead node - its devices are offline, and what they had not receipted goes out again', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    await world.connect('d1', { node: 'doomed' })
    await world.claim('d1')
    await world.nodes.beat('doomed', 1_000)
    world.clock.advance(1_001)
    expect(await world.nodes.dead()).toContain('doomed')
    expect(await world.nodes.bury(world.placeOf('d1'), 'doomed', 256)).toBe(1)
    expect((await world.devices.get(world.placeOf('d1'), 'd1'))?.online).toBe(false)
    await world.connect('d1', { node: 'alive' })
    expect(await world.claim('d1')).toEqual([id])
  })

  it('[S6] strays - the nodes that have channels in a place and no lease, until they are taken apart', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const place = world.placeOf('d1')
    await world.nodes.beat('woken', 1_000)
    await world.connect('d1', { node: 'woken' })
    expect(await world.nodes.strays(place)).toEqual([])
    // A lease that has ended is `dead`'s, which takes it away.
    world.clock.advance(1_001)
    expect(await world.nodes.strays(place)).toEqual([])
    await world.nodes.leave('woken')
    expect(await world.nodes.strays(place)).toEqual(['woken'])
    expect(await world.nodes.bury(place, 'woken', 1)).toBe(1)
    expect(await world.nodes.strays(place)).toEqual(['woken'])
    expect(await world.nodes.bury(place, 'woken', 1)).toBe(0)
    expect(await world.nodes.strays(place)).toEqual([])
  })

  it('[S6] seen - tells which channels are not live by the store, and a node that was buried', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const place = world.placeOf('d1')
    const older = await world.connect('d1')
    const newer = await world.connect('d1')
    const channels = [older, newer].map(({ channel }) => ({ device: 'd1', channel }))
    expect(await world.devices.seen(place, channels)).toEqual([channels[0]])
    expect(await world.nodes.beat('buried', 1_000)).toBe(false)
    world.clock.advance(300)
    expect(await world.nodes.beat('buried', 1_000)).toBe(true)
    await world.nodes.leave('buried')
    expect(await world.nodes.beat('buried', 1_000)).toBe(false)
  })

  it('[A4] a token is spent once; the same spender may say it again', async () => {
    const { devices } = await openStoreWorld(store.client)
    await devices.putToken('h', { tenant: 't', device: '', labels: {} }, 60_000)
    const by = { device: 'd', publicKey: Buffer.alloc(32, 1) }
    expect(await devices.spendToken('h', by)).toMatchObject({ tenant: 't' })
    expect(await devices.spendToken('h', by)).toMatchObject({ tenant: 't' })
    expect(await devices.spendToken('h', { ...by, publicKey: Buffer.alloc(32, 2) })).toBeUndefined()
    expect(await devices.spendToken('unknown', by)).toBeUndefined()
    await devices.putToken('named', { tenant: 't', device: 'd', labels: {} }, 60_000)
    expect(await devices.spendToken('named', { ...by, device: 'e' })).toBeUndefined()
    expect(await devices.spendToken('named', { ...by, device: '' })).toMatchObject({ device: 'd' })
    expect(await devices.spendToken('named', by)).toMatchObject({ device: 'd' })
  })
})
