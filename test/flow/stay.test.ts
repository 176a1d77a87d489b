import { describe, expect, it } from 'vitest'
import { dispatch } from '../../core/flow/dispatch.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { createFrames } from '../../workers/frames.ts'
import { cutConnections } from '../support/cut-connections.ts'
import { eventually } from '../support/eventually.ts'
import { testCommand } from '../support/fixture.ts'
import { withWakes } from '../support/open-wakes.ts'
import { openStoreWorld } from '../support/store-world.ts'
import { untilWaiting } from '../support/until-waiting.ts'

const { store, problems, openWakes } = withWakes()

async function openRoom(placesMax = 1) {
  const world = await openStoreWorld(store.client)
  await world.enroll('d1')
  await world.connect('d1')
  const place = world.placeOf('d1')
  let index = 0
  const createWorker = (url?: string) => {
    const wakes = openWakes(placesMax, url)
    const counts = { sent: 0 }
    const messages: typeof world.messages = {
      ...world.messages,
      async claim(where, itemsMax, waiter) {
        if (!waiter) await worker.beforeLeaving()
        return await world.messages.claim(where, itemsMax, waiter)
      },
    }
    const inbox = {
      send: async (_: string, parcels: { kind: string }[]) => {
        counts.sent += parcels.length
      },
      read: () => ({ close: async () => undefined }),
    }
    const worker = {
      ...{ wakes, counts },
      run: () => dispatch({ messages, inbox, wakes, frames: createFrames() }, place),
      beforeLeaving: async (): Promise<unknown> => undefined,
    }
    return worker
  }
  // Opening a channel asks for a job, which nobody here has run yet.
  await world.messages.claim(place, 1)
  return {
    ...{ world, place, createWorker },
    untilWaiting: () => untilWaiting(store.client, place),
    /** Gives the kick that the submit asked for: 0 for none. */
    async submit(): Promise<number> {
      const command = testCommand(world.clock, {})
      const messageId = `m${command.commandId.slice(1)}0${place.partition}${String(index++).padStart(4, '0')}`
      return (await world.messages.submit(place, command, [{ device: 'd1', messageId }], { force: false })).kick
    },
  }
}

describe('a worker that has emptied a place', () => {
  it('stays, and hears of more without a job', async () => {
    const { createWorker, submit, untilWaiting } = await openRoom()
    const worker = createWorker()
    expect(await submit()).toBeGreaterThan(0)
    const job = worker.run()
    for (let sent = 1; sent < 4; sent++) {
      await untilWaiting()
      await eventually(
        () => worker.counts.sent,
        (count) => count === sent,
      )
      expect(await submit()).toBe(0)
    }
    await untilWaiting()
    worker.wakes.leave()
    expect(await job).toBe(4)
  })

  it('that is gone without a word is not waited for: the submit asks for a job', async () => {
    const { submit, world, place } = await openRoom()
    await world.messages.claim(place, 256, { name: 's:wakes:gone', turn: 1 })
    expect(await submit()).toBeGreaterThan(0)
  })

  it('hears over what somebody else publishes', async () => {
    const { createWorker, submit, untilWaiting, place } = await openRoom()
    const worker = createWorker()
    await submit()
    const job = worker.run()
    await untilWaiting()
    const waiter = await store.client.hget(`${placePrefix(place)}meta`, 'waiter')
    for (const word of ['', 's:{t1:0}:', '\x93\xff'])
      expect(await store.client.publish(waiter ?? '', Buffer.from(word, 'latin1'))).toBe(1)
    expect(await submit()).toBe(0)
    worker.wakes.leave()
    expect(await job).toBe(2)
  })

  it('hears again after its connection was lost', async () => {
    const { createWorker, submit, untilWaiting } = await openRoom()
    const worker = createWorker()
    await submit()
    const job = worker.run()
    await untilWaiting()
    await store.client.call('CLIENT', 'KILL', 'TYPE', 'PUBSUB')
    await untilWaiting()
    expect(await submit()).toBe(0)
    await untilWaiting()
    worker.wakes.leave()
    expect(await job).toBe(2)
  })

  it('lives when its connection is lost again and again before its subscription is answered, and then hears', async () => {
    const { createWorker, submit, untilWaiting } = await openRoom()
    const door = await cutConnections(store.redis.socketPath, 'SUBSCRIBE', 0)
    // Such a one ends the process of a worker.
    const unhandled: unknown[] = []
    const note = (error: unknown): void => void unhandled.push(error)
    process.on('unhandledRejection', note)
    try {
      const worker = createWorker(door.url)
      await submit()
      const before = worker.run()
      await untilWaiting()
      door.again(4)
      await store.client.call('CLIENT', 'KILL', 'TYPE', 'PUBSUB')
      await eventually(door.cut, (cuts) => cuts === 4 || unhandled.length > 0)
      expect(unhandled).toEqual([])
      expect(await before).toBe(1)
      await submit()
      const job = worker.run()
      await untilWaiting()
      expect(await submit()).toBe(0)
      await untilWaiting()
      worker.wakes.leave()
      expect(await job).toBe(2)
      expect(problems).toEqual([])
    } finally {
      process.off('unhandledRejection', note)
      await door.close()
    }
  })

  it('says that it may not subscribe, and is woken by jobs', async () => {
    const { createWorker, submit } = await openRoom()
    const worker = createWorker()
    await store.client.call('ACL', 'SETUSER', 'default', 'resetchannels')
    try {
      await submit()
      expect(await worker.run()).toBe(1)
      expect(problems.map(String)).toEqual([expect.stringContaining('NOPERM')])
      expect(await submit()).toBeGreaterThan(0)
      expect(await worker.run()).toBe(1)
    } finally {
      await store.client.call('ACL', 'SETUSER', 'default', 'allchannels')
    }
  })

  it('stays as long as it is handed something, and then leaves', async () => {
    const { createWorker, submit, untilWaiting } = await openRoom()
    const worker = createWorker()
    let hasLeft = false
    const job = worker.run().finally(() => {
      hasLeft = true
    })
    await untilWaiting()
    const from = performance.now()
    // Longer than it stays with a place that has nothing more to send.
    while (performance.now() < from + 1_500) {
      expect([await submit(), hasLeft]).toEqual([0, false])
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    const count = worker.counts.sent
    expect(count).toBeGreaterThan(3)
    expect(await job).toBe(count)
    expect(await submit()).toBeGreaterThan(0)
  })

  it('leaves when nothing comes, and the next submit asks for a job', async () => {
    const { createWorker, submit } = await openRoom()
    const worker = createWorker()
    await submit()
    expect(await worker.run()).toBe(1)
    expect(await submit()).toBeGreaterThan(0)
  })

  it('[B1] stays with so many places and no more, and with each once', async () => {
    const { createWorker, place, submit } = await openRoom(2)
    const { wakes, run } = createWorker()
    const take = async (): Promise<void> => undefined
    const [here, there] = [wakes.stay(place, take), wakes.stay({ ...place, tenant: 'other' }, take)]
    expect([here !== undefined, there !== undefined]).toEqual([true, true])
    expect(wakes.stay({ ...place, tenant: 'third' }, take)).toBeUndefined()
    expect(wakes.stay(place, take)).toBeUndefined()
    // A job that may not stay does its work and ends, and the next submit asks for another.
    await submit()
    expect(await run()).toBe(1)
    expect(await submit()).toBeGreaterThan(0)
    there?.end()
    expect(wakes.stay({ ...place, tenant: 'third' }, take)).toBeDefined()
  })

  it('sends what comes between its last look and its leaving', async () => {
    const { createWorker, submit, untilWaiting, world, place } = await openRoom()
    const worker = createWorker()
    await submit()
    const job = worker.run()
    await untilWaiting()
    worker.beforeLeaving = submit
    worker.wakes.leave()
    expect(await job).toBe(2)
    expect((await world.messages.claim(place, 256)).messages).toEqual([])
    expect(await submit()).toBeGreaterThan(0)
  })
})
