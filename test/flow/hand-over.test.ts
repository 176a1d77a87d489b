import { describe, expect, it } from 'vitest'
import { dispatch } from '../../core/flow/dispatch.ts'
import { messageId } from '../../core/ids.ts'
import { STATUSES } from '../../core/message.ts'
import type { CommandRecord } from '../../core/ports/messages.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { eventually } from '../support/eventually.ts'
import { digest, testCommand } from '../support/fixture.ts'
import { idFrames, notingInbox } from '../support/noted-frames.ts'
import { withWakes } from '../support/open-wakes.ts'
import { openStoreWorld } from '../support/store-world.ts'
import { untilWaiting } from '../support/until-waiting.ts'

const { store, openWakes } = withWakes()

/** Of functions/shared/hand.lua. */
const UNANSWERED_MAX = 8192

/** A device with a channel, and a worker that waits for its place. */
async function openRoom(settings: Record<string, unknown> = {}) {
  const world = await openStoreWorld(store.client, settings)
  await world.enroll('d1')
  const device = await world.connect('d1')
  const place = world.placeOf('d1')
  const wakes = openWakes(1)
  const sent: string[] = []
  const claimed: string[] = []
  const worker = { claims: 0, afterClaim: async (): Promise<unknown> => undefined }
  const messages: typeof world.messages = {
    ...world.messages,
    async claim(where, itemsMax, waiter) {
      const claim = await world.messages.claim(where, itemsMax, waiter)
      worker.claims++
      claimed.push(...claim.messages.map((message) => message.messageId))
      if (claim.messages.length > 0) await worker.afterClaim()
      return claim
    },
  }
  const inbox = notingInbox(sent)
  return {
    ...{ world, place, device, wakes, worker, sent, claimed },
    run: () => dispatch({ messages, inbox, wakes, frames: idFrames }, place),
    untilWaiting: () => untilWaiting(store.client, place),
    untilSent: async (count: number) =>
      await eventually(
        async () => sent.length,
        (length) => length === count,
      ),
    /** All in one call of the store; their identifiers. */
    async submit(...given: Partial<CommandRecord>[]): Promise<string[]> {
      const commands = given.map((one) => testCommand(world.clock, one))
      const items = commands.map(({ commandId }) => ({
        device: 'd1',
        messageId: messageId(commandId, place.partition, 0),
      }))
      const answers = await Promise.all(
        commands.map((command, i) => world.messages.submit(place, command, [items[i]!], { force: false })),
      )
      const problem = answers.find((answer) => answer.problem)?.problem
      if (problem) throw new Error(problem.code)
      return items.map((item) => item.messageId)
    },
  }
}

describe('what a submit hands to the worker that waits', () => {
  it('[M2] [M6] leaves the same record and the same events as what is claimed', async () => {
    const { world, device, run, submit, untilWaiting, untilSent, claimed, wakes } = await openRoom()
    const [first] = await submit({})
    const job = run()
    await untilWaiting()
    const [second] = await submit({})
    await untilSent(2)
    expect(claimed).toEqual([first])
    const sha = digest.sha256('{"a":1}')
    const done = { code: 'OK', detail: '', output: '' }
    const told = async (id: string) => ({
      message: { ...(await world.messages.get(world.tenant, id))?.message, messageId: '' },
      events: (await world.events('d1'))
        .filter((event) => event.messageId === id)
        .map((event) => ({ ...event, eventId: event.eventId.replace(id, ''), messageId: '', commandId: '' })),
    })
    expect(await told(second!)).toEqual(await told(first!))
    expect((await told(second!)).message).toMatchObject({ status: 'sent', attempt: 1 })
    for (const id of [first!, second!])
      expect(await device.say({ input: 'succeed', messageId: id, contentSha256: sha, outcome: done })).toBe('stored')
    expect(await told(second!)).toEqual(await told(first!))
    expect(await world.messages.listByDevice(world.tenant, 'd1', undefined, 10)).toEqual([second, first])
    expect((await world.devices.get(world.placeOf('d1'), 'd1'))?.open).toBe(0)
    wakes.leave()
    expect(await job).toBe(2)
  })

  it('is no reason for a claim: the worker waits on, and is woken for what it has to claim', async () => {
    const { run, submit, untilWaiting, untilSent, sent, claimed, worker, wakes } = await openRoom()
    const job = run()
    await untilWaiting()
    const before = worker.claims
    const handed = [...(await submit({})), ...(await submit({})), ...(await submit({}, {}))]
    await untilSent(4)
    expect([worker.claims - before, claimed]).toEqual([0, []])
    const [keyed] = await submit({ concurrencyKey: 'k' })
    await untilSent(5)
    expect([sent, claimed]).toEqual([[...handed, keyed], [keyed]])
    wakes.leave()
    expect(await job).toBe(5)
  })

  it('[M9] is nothing that stands behind what has to wait', async () => {
    const { run, submit, untilWaiting, untilSent, sent, claimed, device, wakes } = await openRoom()
    const job = run()
    await untilWaiting()
    const [a, keyed, b] = await submit({}, { concurrencyKey: 'k' }, {})
    await untilSent(3)
    expect(sent).toEqual([a, keyed, b])
    // The key has to be looked at, so it and what came behind it went through the list.
    expect(claimed).toEqual([keyed, b])
    await untilWaiting()
    const [other] = await submit({ supersede: true, action: 'other' })
    await untilSent(4)
    expect(claimed).toEqual([keyed, b, other])
    expect(await device.receipt(a!)).toBe('stored')
    wakes.leave()
    expect(await job).toBe(4)
  })

  it('[M2] is sent also for what comes behind it in the same call: nothing supersedes it', async () => {
    const { run, submit, untilWaiting, untilSent, sent, device, wakes, world } = await openRoom()
    const job = run()
    await untilWaiting()
    const [first, superseding] = await submit({}, { supersede: true })
    await untilSent(2)
    expect(sent).toEqual([first, superseding])
    expect(await world.kinds('d1', first!)).toEqual(['queued', 'sent'])
    expect([await device.succeed(first!), await device.succeed(superseding!)]).toEqual(['stored', 'stored'])
    expect((await world.devices.get(world.placeOf('d1'), 'd1'))?.open).toBe(0)
    wakes.leave()
    expect(await job).toBe(2)
  })

  it('[M10] is nothing of a call with many messages: they gather in their lists', async () => {
    const { run, submit, untilWaiting, untilSent, sent, claimed, wakes } = await openRoom({ windowPerChannel: 40 })
    const job = run()
    await untilWaiting()
    const few = await submit(...Array.from({ length: 3 }, () => ({})))
    await untilSent(3)
    await untilWaiting()
    const many = await submit(...Array.from({ length: 33 }, () => ({})))
    await untilSent(36)
    expect([sent, claimed]).toEqual([[...few, ...many], many])
    wakes.leave()
    expect(await job).toBe(36)
  })

  it('[M10] [B1] keeps the window, and the bound of open messages', async () => {
    const { run, submit, untilWaiting, untilSent, sent, claimed, device, wakes } = await openRoom({
      windowPerChannel: 2,
      openPerDeviceMax: 4,
    })
    const job = run()
    await untilWaiting()
    const [a, b, c, d] = await submit({}, {}, {}, {})
    await untilSent(2)
    await untilWaiting()
    expect([sent, claimed]).toEqual([[a, b], []])
    await expect(submit({})).rejects.toThrow('DEVICE_BACKLOG_FULL')
    await device.receipt(a!)
    await device.receipt(b!)
    await untilSent(4)
    expect([sent, claimed]).toEqual([
      [a, b, c, d],
      [c, d],
    ])
    await device.receipt(c!)
    await device.receipt(d!)
    await untilWaiting()
    // All four are open still, and the window is empty.
    await expect(submit({})).rejects.toThrow('DEVICE_BACKLOG_FULL')
    wakes.leave()
    expect(await job).toBe(4)
  })

  it('[B1] is so many bytes and no more: the rest goes through the list', async () => {
    const { run, submit, untilWaiting, untilSent, sent, claimed, wakes } = await openRoom()
    const job = run()
    await untilWaiting()
    const content = JSON.stringify({ a: 'x'.repeat(60_000) })
    const ids = await submit(...Array.from({ length: 6 }, () => ({ content })))
    await untilSent(6)
    expect(sent).toEqual(ids)
    expect(claimed).toEqual(ids.slice(4))
    wakes.leave()
    expect(await job).toBe(6)
  })

  it('[M9] goes after what was claimed before it, also when it comes first', async () => {
    const { run, submit, untilWaiting, untilSent, sent, claimed, worker, wakes, world } = await openRoom()
    const [first] = await submit({})
    const later: string[] = []
    worker.afterClaim = async () => {
      // The claim was made, and its answer is on its way: the wake overtakes it.
      await untilWaiting()
      later.push(...(await submit({})))
      await eventually(
        () => world.status(later[0]!),
        (status) => status === 'sent',
      )
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(sent).toEqual([])
    }
    const job = run()
    await untilSent(2)
    expect(sent).toEqual([first, later[0]])
    expect(claimed).toEqual([first])
    wakes.leave()
    await job
  })

  describe('of a fleet’s command', () => {
    /** Many devices of one place, and a command for all of them in one call. */
    async function openFleet() {
      const room = await openRoom()
      const { world, place } = room
      const names = Array.from({ length: 400 }, (_, i) => `f${i}`).filter(
        (name) => world.placeOf(name).partition === place.partition,
      )
      expect(names.length).toBeGreaterThan(32)
      const devices = new Map<string, Awaited<ReturnType<typeof world.connect>>>()
      for (const name of names) {
        await world.enroll(name)
        devices.set(name, await world.connect(name))
      }
      return {
        ...{ ...room, names, devices },
        async submitToAll(given: Partial<CommandRecord> = {}, isFleet = true): Promise<string[]> {
          const command = testCommand(world.clock, given)
          const items = names.map((device, i) => ({
            device,
            messageId: messageId(command.commandId, place.partition, i),
          }))
          const answer = await world.messages.submit(place, command, items, { force: true, isFleet })
          expect(answer).toEqual({ kick: expect.any(Number) })
          return items.map((item) => item.messageId)
        },
      }
    }

    it('[M10] is all for devices that have answered all; the others are claimed for', async () => {
      const { run, submitToAll, untilWaiting, untilSent, sent, claimed, names, devices, wakes, world } =
        await openFleet()
      const job = run()
      await untilWaiting()
      const first = await submitToAll()
      await untilSent(names.length)
      expect([sent, claimed]).toEqual([first, []])
      expect(await world.kinds(names[0]!, first[0]!)).toEqual(['queued', 'sent'])
      for (const [i, id] of first.entries()) if (i > 0) await devices.get(names[i]!)?.receipt(id)
      await untilWaiting()
      const second = await submitToAll()
      await untilSent(2 * names.length)
      expect(claimed).toEqual([second[0]])
      expect(new Set(sent)).toEqual(new Set([...first, ...second]))
      wakes.leave()
      expect(await job).toBe(2 * names.length)
    })

    it.each([
      ['unless the command is a fleet’s', false, []],
      ['in a place in which somebody waits or rests: there, messages gather', true, ['another']],
    ])('[M10] is nothing %s', async (_, isFleet, resting) => {
      const { run, submitToAll, untilWaiting, untilSent, claimed, names, wakes, place, world } = await openFleet()
      const job = run()
      await untilWaiting()
      for (const device of resting)
        await store.client.zadd(`${placePrefix(place)}rest`, world.clock.now() + 3_600_000, device)
      const ids = await submitToAll({}, isFleet)
      await untilSent(names.length)
      expect([...claimed].sort()).toEqual([...ids].sort())
      wakes.leave()
      await job
    })

    it('[B1] is nothing where thousands were sent and not answered, or where the content is large', async () => {
      const { run, submitToAll, untilWaiting, untilSent, claimed, names, devices, wakes, place } = await openFleet()
      const job = run()
      await untilWaiting()
      await store.client.hset(`${placePrefix(place)}n`, `${STATUSES.indexOf('sent') + 1}`, UNANSWERED_MAX)
      const first = await submitToAll()
      await untilSent(names.length)
      expect([...claimed].sort()).toEqual([...first].sort())
      for (const [i, id] of first.entries()) await devices.get(names[i]!)?.receipt(id)
      await store.client.hset(`${placePrefix(place)}n`, `${STATUSES.indexOf('sent') + 1}`, 0)
      await untilWaiting()
      const large = await submitToAll({ content: JSON.stringify({ a: 'x'.repeat(20_000) }) })
      await untilSent(2 * names.length)
      expect([...claimed].sort()).toEqual([...first, ...large].sort())
      wakes.leave()
      await job
    })
  })

  it('is nothing for a user of the store that may not ask who hears: then it is claimed', async () => {
    const { run, submit, untilWaiting, untilSent, sent, claimed, wakes } = await openRoom()
    const job = run()
    await untilWaiting()
    await store.client.call('ACL', 'SETUSER', 'default', '-pubsub')
    try {
      const ids = await submit({})
      await untilSent(1)
      expect([sent, claimed]).toEqual([ids, ids])
    } finally {
      await store.client.call('ACL', 'SETUSER', 'default', '+pubsub')
    }
    wakes.leave()
    expect(await job).toBe(1)
  })

  it('is sent also when the worker is about to leave', async () => {
    const { run, submit, untilWaiting, sent, wakes } = await openRoom()
    const job = run()
    await untilWaiting()
    const ids = await submit({})
    wakes.leave()
    await job
    await wakes.close()
    expect(sent).toEqual(ids)
  })
})
