import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageId } from '../../core/ids.ts'
import { type Client, connect } from '../../store/redis/connect.ts'
import { digest, testCommand } from '../support/fixture.ts'
import { withRedis } from '../support/redis.ts'
import { openStoreWorld } from '../support/store-world.ts'

const redis = withRedis()
let client: Client
beforeAll(() => {
  client = connect(redis.url, 'writer')
})
afterAll(() => client.disconnect())

/** functions/claim.lua: a place is loaded with so many devices, and one of them rests so long. */
const GATHERS_FROM = 128
const REST_MS = 400
const OVERDUE_MS = 2_000
const DONE = { code: 'OK', detail: '', output: '' }

/** A loaded place whose worker stays: each of its devices was sent two messages, and rests. */
async function openLoad() {
  const world = await openStoreWorld(client)
  const place = world.placeOf('d-0')
  const names: string[] = []
  for (let i = 0; names.length < GATHERS_FROM; i++)
    if (world.placeOf(`d-${i}`).partition === place.partition) names.push(`d-${i}`)
  const [first, second] = names as [string, string]
  const waiter = { name: `waiter of ${world.tenant}`, turn: 1 }
  const subscriber = redis.connect()
  await subscriber.subscribe(waiter.name)
  const sessions = new Map<string, { session: string; channel: number }>()
  for (const name of names) {
    await world.enroll(name)
    sessions.set(name, await world.connect(name))
  }

  const submit = async (devices: string[]): Promise<string[]> => {
    const command = testCommand(world.clock)
    const items = devices.map((device, i) => ({ device, messageId: messageId(command.commandId, place.partition, i) }))
    await world.messages.submit(place, command, items, false)
    return items.map((item) => item.messageId)
  }
  const claimAs = async (as: typeof waiter | undefined) => {
    const ids: string[] = []
    for (;;) {
      const claim = await world.messages.claim(place, 256, as)
      ids.push(...claim.messages.map((message) => message.messageId))
      if (!claim.more) return { ids, againMs: claim.againMs }
    }
  }
  const answer = async (device: string, ids: string[]): Promise<void> => {
    const about = { device, ...sessions.get(device)!, contentSha256: digest.sha256('{"a":1}'), outcome: DONE }
    const { answers } = await world.messages.report(
      place,
      ids.map((id) => ({ ...about, input: 'succeed' as const, messageId: id })),
    )
    expect(answers).toEqual(ids.map(() => 'stored'))
  }

  const sent = [await submit(names), await submit(names)]
  expect((await claimAs(waiter)).ids).toHaveLength(2 * GATHERS_FROM)
  const sentTo = (device: string): string[] => sent.map((ids) => ids[names.indexOf(device)]!)
  return {
    world,
    place,
    first,
    second,
    submit,
    answer,
    sentTo,
    stay: () => claimAs(waiter),
    pass: () => claimAs(undefined),
  }
}

describe('[M10] a device of a loaded place that was sent several messages', () => {
  it('rests: what comes meanwhile goes together, also when it has answered', async () => {
    const { world, first, submit, answer, sentTo, stay } = await openLoad()
    const [a] = await submit([first])
    expect(await stay()).toEqual({ ids: [], againMs: REST_MS })
    await answer(first, sentTo(first))
    const [b] = await submit([first])
    world.clock.advance(REST_MS - 1)
    expect(await stay()).toEqual({ ids: [], againMs: 1 })
    // [M9] Nor is it handed anything, which would overtake what waits.
    expect(await world.status(b!)).toBe('queued')
    world.clock.advance(1)
    expect((await stay()).ids).toEqual([a, b])
  })

  it('does not rest where nobody stays to look at it again', async () => {
    const { first, submit, answer, sentTo, pass } = await openLoad()
    await answer(first, sentTo(first))
    const [a] = await submit([first])
    expect((await pass()).ids).toEqual([a])
  })

  it('is found by the sweep when the worker that let it rest is gone', async () => {
    const { world, place, first, submit, answer, sentTo, pass } = await openLoad()
    await answer(first, sentTo(first))
    const [a] = await submit([first])
    world.clock.advance(REST_MS)
    expect((await world.messages.sweep(place, 256)).kick).toBe(0)
    world.clock.advance(OVERDUE_MS)
    expect((await world.messages.sweep(place, 256)).kick).toBeGreaterThan(0)
    expect((await pass()).ids).toContain(a)
  })

  it('[M8] is sent at once what it lost, and what comes after, when its channel opens again', async () => {
    const { world, first, submit, sentTo, stay } = await openLoad()
    await world.connect(first)
    expect((await stay()).ids).toEqual(sentTo(first))
    const { world: other, second, submit: submitThere, answer, sentTo: sentThere, stay: stayThere } = await openLoad()
    await answer(second, sentThere(second))
    await other.connect(second)
    const [b] = await submitThere([second])
    const handed = await other.status(b!)
    expect(handed === 'sent' || (await stayThere()).ids.includes(b!)).toBe(true)
    expect(await submit([first])).toHaveLength(1)
  })

  it('is sent cancels at once', async () => {
    const { world, place, first, sentTo } = await openLoad()
    const [a] = sentTo(first)
    await world.messages.cancel(place, [a!])
    const { cancels } = await world.messages.claim(place, 256, { name: `waiter of ${world.tenant}`, turn: 2 })
    expect(cancels.map((cancel) => cancel.messageId)).toEqual([a])
  })

  it('leaves alone who was sent one', async () => {
    const { world, place, submit, stay } = await openLoad()
    const name = Array.from({ length: 9_999 }, (_, i) => `e-${i}`).find(
      (candidate) => world.placeOf(candidate).partition === place.partition,
    )!
    await world.enroll(name)
    const device = await world.connect(name)
    const [a] = await submit([name])
    const taken = (await stay()).ids
    await device.succeed(a!)
    const [b] = await submit([name])
    const next = (await stay()).ids
    for (const [id, ids] of [
      [a, taken],
      [b, next],
    ] as const)
      expect(ids.includes(id!) || (await world.status(id!)) !== 'queued').toBe(true)
  })
})
