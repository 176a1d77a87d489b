import { describe, expect, it } from 'vitest'
import { digest } from '../support/fixture.ts'
import { withStoreClient } from '../support/store-client.ts'
import { openStoreWorld } from '../support/store-world.ts'

const store = withStoreClient()
const SHA = digest.sha256('{"a":1}')

describe('a message in the store', () => {
  it('[M2] [M3] the life of a message - sent by the server, received and succeeded by the device', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual([id])
    expect(await world.status(id!)).toBe('sent')
    expect(await device.receipt(id!, 1, SHA)).toBe('stored')
    expect(await device.say({ input: 'progress', messageId: id!, sequence: 1, percent: 40, note: 'half' })).toBe(
      'stored',
    )
    expect(await device.succeed(id!, 'done')).toBe('stored')
    const found = await world.messages.get(world.tenant, id!)
    expect(found?.message).toMatchObject({
      status: 'succeeded',
      attempt: 1,
      session: device.session,
      outcome: { code: 'OK', output: 'done' },
    })
    expect(await world.kinds('d1', id!)).toEqual(['queued', 'sent', 'received', 'progress', 'succeeded'])
    expect(await world.messages.command(world.tenant, found!.command.commandId)).toMatchObject({
      messages: 1,
      finals: { succeeded: 1 },
    })
    expect((await world.messages.counts(world.tenant)).succeeded).toBe(1)
  })

  it('[H8] received - carries the content and says whether its hash is that of what was composed', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [good, bad] = [...(await world.submit(['d1'])), ...(await world.submit(['d1']))]
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(good!, 1, SHA)
    await device.say({
      input: 'receipt',
      messageId: bad!,
      attempt: 1,
      contentSha256: digest.sha256('other'),
      content: 'other',
    })
    const received = (await world.events('d1')).filter((event) => event.kind === 'EVENT_KIND_RECEIVED')
    expect(received.map((event) => [event.messageId, event.content, event.contentVerified])).toEqual([
      [good, '{"a":1}', true],
      [bad, 'other', false],
    ])
  })

  it('[H1] event ids are the message and the transition, each once', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(id!, 1, SHA)
    await device.succeed(id!)
    expect((await world.events('d1')).map((event) => event.eventId)).toEqual([
      `${id}:queued:1`,
      `${id}:sent:2`,
      `${id}:received:3`,
      `${id}:succeeded:4`,
    ])
  })

  it('[M2] a result on a sent message is its own receipt', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const device = await world.connect('d1')
    await world.claim('d1')
    expect(
      await device.say({
        input: 'succeed',
        messageId: id!,
        contentSha256: SHA,
        outcome: { code: 'OK', detail: '', output: '' },
      }),
    ).toBe('stored')
    expect(await world.kinds('d1', id!)).toEqual(['queued', 'sent', 'received', 'succeeded'])
  })

  it('[M4] a repeat of the same result gets the same answer; another result is refused and kept', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(id!, 1, SHA)
    expect(await device.succeed(id!, 'one')).toBe('stored')
    expect(await device.succeed(id!, 'one')).toBe('repeated')
    expect(await device.succeed(id!, 'two')).toBe('CONFLICT')
    expect(await device.succeed(id!, 'two')).toBe('CONFLICT')
    const { message } = (await world.messages.get(world.tenant, id!))!
    expect(message.outcome?.output).toBe('one')
    expect(message.conflicts.map((outcome) => outcome.output)).toEqual(['two'])
    expect(await world.kinds('d1', id!)).toEqual(['queued', 'sent', 'received', 'succeeded'])
  })

  it('[M5] timed_out takes one late result inside the grace time, and tells it as corrected', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(id!, 1, SHA)
    world.clock.advance(61_000)
    await world.sweep('d1')
    expect(await world.status(id!)).toBe('timed_out')
    expect(await device.succeed(id!, 'late')).toBe('stored')
    expect((await world.messages.get(world.tenant, id!))?.message).toMatchObject({ status: 'succeeded', late: true })
    expect(await device.succeed(id!, 'other')).toBe('CONFLICT')
    const last = (await world.events('d1')).at(-1)
    expect(last).toMatchObject({ kind: 'EVENT_KIND_CORRECTED', late: true, status: 'succeeded' })
  })

  it('[M5] after the grace time a late result is refused', async () => {
    const world = await openStoreWorld(store.client, { lateGraceSeconds: 60 })
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(id!, 1, SHA)
    world.clock.advance(61_000)
    await world.sweep('d1')
    world.clock.advance(61_000)
    expect(await device.succeed(id!)).toBe('GRACE_OVER')
  })

  it('[B1] a device keeps a bounded list, and its open messages are never lost from it', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    const device = await world.connect('d1')
    const [stuck] = await world.submit(['d1'])
    await world.claim('d1')
    await device.receipt(stuck!, 1, SHA)
    await device.say({ input: 'defer', messageId: stuck!, note: 'later', untilAt: 0 })
    for (let i = 0; i < 1_300; i++) {
      const [id] = await world.submit(['d1'])
      await world.claim('d1')
      await device.succeed(id!)
    }
    const kept = await world.messages.listByDevice(world.tenant, 'd1', undefined, 5_000)
    expect(kept.length).toBeLessThanOrEqual(1_000 + 64 + 1)
    expect(kept).toContain(stuck)
    const { removed } = await world.devices.revoke(world.placeOf('d1'), 'd1')
    expect(removed).toBe(1)
  })

  it('[B3] trim - cuts blocks older than the retention and keeps the rest', async () => {
    const world = await openStoreWorld(store.client)
    await world.enroll('d1')
    await world.submit(['d1'])
    world.clock.advance(10_000)
    const [id] = await world.submit(['d1'])
    expect(await world.messages.trim(world.placeOf('d1'), 5_000)).toBe(1)
    expect((await world.events('d1')).map((event) => event.messageId)).toEqual([id])
    expect(await world.messages.trim(world.placeOf('d1'), 5_000)).toBe(0)
  })
})
