import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { partitionOfDevice } from '../../core/ids.ts'
import type { OpenAnswer } from '../../core/ports/devices.ts'
import { type Client, connect } from '../../store/redis/connect.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { withRedis } from '../support/redis.ts'
import { openStoreWorld } from '../support/store-world.ts'

const redis = withRedis()
let client: Client
beforeAll(() => {
  client = connect(redis.url, 'writer')
})
afterAll(() => client.disconnect())

/** Names of devices of one place. */
const NAMES = Array.from({ length: 100 }, (_, i) => `d${i}`).filter((name) => partitionOfDevice(name, 4) === 0)

async function openRoom() {
  const world = await openStoreWorld(client)
  const [one, two, gone] = NAMES as [string, string, string]
  for (const name of [one, two, gone]) await world.enroll(name)
  const place = world.placeOf(one)
  await world.devices.revoke(place, gone)
  const calls = vi.spyOn(world.functions, 'call')
  return {
    ...{ world, one, two, gone, place },
    openCalls: () => calls.mock.calls.filter(([name]) => name === 'open').length,
    open: (device: string, given: { node?: string; epoch?: number; presented?: string; freshSession?: string } = {}) =>
      world.devices.open(place, {
        ...{ device, epoch: 1, node: 'n1', wire: 'socketio', presented: '', freshSession: `fresh-${device}` },
        ...{ agent: 'an agent\nwith lines', actions: ['lock'], ...given },
      }),
  }
}

const kicksOf = (answers: OpenAnswer[]): number[] => answers.map((answer) => ('kick' in answer ? answer.kick : -1))

it('[S2] [S3] [S5] opens of one turn are one call, and each has an answer of its own', async () => {
  const room = await openRoom()
  await room.world.submit([room.two])
  const answers = await Promise.all([
    room.open('nobody'),
    room.open(room.gone),
    room.open(room.one, { epoch: 2 }),
    room.open(room.one),
    room.open(room.two),
    room.open(room.one, { node: 'n2', presented: `fresh-${room.one}`, freshSession: 'another' }),
  ])
  expect(room.openCalls()).toBe(1)
  const kick = expect.any(Number)
  expect(answers).toEqual([
    { refused: 'UNKNOWN_DEVICE' },
    { refused: 'REVOKED' },
    { refused: 'STALE_EPOCH' },
    { session: `fresh-${room.one}`, resumed: false, channel: 1, evicted: undefined, kick },
    { session: `fresh-${room.two}`, resumed: false, channel: 1, evicted: undefined, kick },
    { session: `fresh-${room.one}`, resumed: true, channel: 2, evicted: { node: 'n1', channel: 1 }, kick },
  ])
  // For what waits for one of them one job is enough, and one of those that were opened asks for it.
  expect(kicksOf(answers).sort()).toEqual([-1, -1, -1, 0, 0, 1])
  expect(await room.world.devices.get(room.place, room.one)).toMatchObject({ node: 'n2', channel: 2, online: true })
  expect(await room.world.devices.get(room.place, room.two)).toMatchObject({
    node: 'n1',
    agent: 'an agent\nwith lines',
  })
})

it('[S6] a device that two nodes opened in one call is the newer node’s alone', async () => {
  const room = await openRoom()
  await Promise.all([room.open(room.one, { node: 'n1' }), room.open(room.one, { node: 'n2' })])
  const { nodes } = room.world
  expect(await nodes.bury(room.place, 'n1', 10)).toBe(0)
  expect(await room.world.devices.get(room.place, room.one)).toMatchObject({ online: true, node: 'n2' })
  expect(await nodes.bury(room.place, 'n2', 10)).toBe(1)
})

it('[M8] [M9] what was unreceipted on the older channels waits again, in order, whoever else opens in that call', async () => {
  const room = await openRoom()
  const { world, one, two } = room
  await Promise.all([room.open(one), room.open(two)])
  // Of two milliseconds; within one, identifiers say nothing of the order.
  const mine: string[] = []
  for (let i = 0; i < 5; i++) mine.push(...(await world.submit([one])))
  world.clock.advance(1)
  for (let i = 0; i < 5; i++) mine.push(...(await world.submit([one])))
  const [other] = await world.submit([two])
  expect(await world.claim(one)).toHaveLength(11)
  await Promise.all([room.open(two), room.open(one)])
  const again = await world.claim(one)
  expect(again.filter((id) => id !== other)).toEqual(mine)
  expect(again).toContain(other)
})

it('[M8] a channel asks for a worker when something waits for it to be sent, and not else', async () => {
  const room = await openRoom()
  const { world, one, two } = room
  const ready = () => client.zrange(`${placePrefix(room.place)}ready`, '0', '-1')
  expect(kicksOf([await room.open(one)])).toEqual([0])
  expect(await ready()).toEqual([])
  // Never sent; sent and not receipted; to be cancelled.
  const [first = ''] = await world.submit([two])
  expect(kicksOf([await room.open(two)])).toEqual([1])
  expect(await ready()).toEqual([two])
  expect(await world.claim(two)).toEqual([first])
  expect(await ready()).toEqual([])
  await room.open(two)
  expect(await ready()).toEqual([two])
  expect(await world.claim(two)).toEqual([first])
  await world.messages.cancel(room.place, [first])
  expect((await world.messages.claim(room.place, 10)).cancels).toHaveLength(1)
  expect(await ready()).toEqual([])
  await room.open(two)
  expect(await ready()).toEqual([two])
  expect((await world.messages.claim(room.place, 10)).cancels).toHaveLength(1)
})
