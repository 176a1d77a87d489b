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

const SHA = digest.sha256('{"a":1}')

describe('a message in the store', () => {
  it('[M1] [M6] submit - the message and its queued event are one step, and a repetition adds neither', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const commandId = 'c0000000000000000000aa'
    const [id] = await world.submit(['d1'], { commandId })
    await world.submit(['d1'], { commandId })
    expect(await world.status(id!)).toBe('queued')
    expect(await world.kinds('d1', id!)).toEqual(['queued'])
    expect((await world.devices.get(world.placeOf('d1'), 'd1'))?.open).toBe(1)
  })

  it('[M1] submit - one device that can not take it refuses all of the step, and names it', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('a')
    await expect(world.submit(['nobody'])).rejects.toThrow('UNKNOWN_DEVICE 0')
    await world.devices.revoke(world.placeOf('a'), 'a')
    await expect(world.submit(['a'])).rejects.toThrow('DEVICE_REVOKED 0')
  })

  it('[B1] submit - a device takes so many open messages and no more', async () => {
    const world = await openStoreWorld(client, { openPerDeviceMax: 3 })
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

  it('[M2] [M3] the life of a message - sent by the server, received and succeeded by the device', async () => {
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client)
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

  it('[M2] a result on a sent message is its own receipt', async () => {
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client, { lateGraceSeconds: 60 })
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

  it('[M7] each clock by itself - lease renewed by progress, complete_by not', async () => {
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client, { attemptsMax: 3 })
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
    const world = await openStoreWorld(client, { attemptsMax: 2 })
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

  it('[M9] messages of one device are sent in the order accepted', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 10; i++) {
      ids.push(...(await world.submit(['d1'])))
      world.clock.advance(1)
    }
    await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ids)
  })

  it('[M9] the same concurrency key - one after another; a stuck one blocks no other key', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const a = [
      ...(await world.submit(['d1'], { concurrencyKey: 'a' })),
      ...(await world.submit(['d1'], { concurrencyKey: 'a' })),
      ...(await world.submit(['d1'], { concurrencyKey: 'a' })),
    ]
    const b = await world.submit(['d1'], { concurrencyKey: 'b' })
    const none = await world.submit(['d1'])
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual([a[0], b[0], none[0]])
    expect(
      await world.messages.circumstances(world.tenant, (await world.messages.get(world.tenant, a[1]!))!.message, 'a'),
    ).toMatchObject({ keyHolder: a[0] })
    await device.receipt(a[0]!, 1, SHA)
    await device.say({ input: 'defer', messageId: a[0]!, note: 'busy', untilAt: world.clock.now() + 5_000 })
    expect(await world.claim('d1')).toEqual([])
    await world.messages.cancel(world.placeOf('d1'), [a[1]!])
    world.clock.advance(5_001)
    await world.sweep('d1')
    expect(await world.claim('d1')).toEqual([a[0]])
    await device.succeed(a[0]!)
    expect(await world.claim('d1')).toEqual([a[2]])
  })

  it('[M10] at most a window of messages is unreceipted on one channel; a receipt lets the next go', async () => {
    const world = await openStoreWorld(client, { windowPerChannel: 2 })
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 2; i++) ids.push(...(await world.submit(['d1'])))
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ids)
    for (let i = 0; i < 3; i++) ids.push(...(await world.submit(['d1'])))
    expect(await world.claim('d1')).toEqual([])
    await device.receipt(ids[1]!, 1, SHA)
    expect(await world.claim('d1')).toEqual([ids[2]])
    await device.succeed(ids[0]!)
    await device.succeed(ids[2]!)
    expect(await world.claim('d1')).toEqual(ids.slice(3))
  })

  it('[M10] what is being cancelled counts, until it is receipted, has ended, or its ack_by is over', async () => {
    const world = await openStoreWorld(client, { windowPerChannel: 2 })
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 6; i++) ids.push(...(await world.submit(['d1'])))
    const device = await world.connect('d1')
    const place = world.placeOf('d1')
    expect(await world.claim('d1')).toEqual(ids.slice(0, 2))
    await world.messages.cancel(place, ids.slice(0, 2))
    expect(await world.claim('d1')).toEqual([])
    const { message } = (await world.messages.get(world.tenant, ids[2]!))!
    expect((await world.messages.circumstances(world.tenant, message, '')).unreceipted).toBe(2)

    await device.receipt(ids[0]!)
    expect(await world.status(ids[0]!)).toBe('canceling')
    expect(await world.claim('d1')).toEqual([ids[2]])
    await device.say({ input: 'cancel_accepted', messageId: ids[1]! })
    expect(await world.claim('d1')).toEqual([ids[3]])

    await world.messages.cancel(place, ids.slice(2, 4))
    world.clock.advance(9_999)
    await world.sweep('d1')
    expect(await world.claim('d1')).toEqual([])
    world.clock.advance(1)
    await world.sweep('d1')
    expect(await world.claim('d1')).toEqual(ids.slice(4))
  })

  it('[M10] what is being cancelled does not count on the next channel, where it never was', async () => {
    const world = await openStoreWorld(client, { windowPerChannel: 2 })
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.push(...(await world.submit(['d1'])))
    await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ids.slice(0, 2))
    await world.messages.cancel(world.placeOf('d1'), [ids[0]!])
    await world.connect('d1')
    expect(await world.claim('d1')).toEqual(ids.slice(1))
  })

  it('[M2] [M10] [M12] a refused cancel is a receipt where there was none, and fills no window', async () => {
    const world = await openStoreWorld(client, { windowPerChannel: 1 })
    await world.enroll('d1')
    const [refused] = await world.submit(['d1'])
    const [next] = await world.submit(['d1'])
    const device = await world.connect('d1')
    expect(await world.claim('d1')).toEqual([refused])
    await world.messages.cancel(world.placeOf('d1'), [refused!])
    expect(await device.say({ input: 'cancel_refused', messageId: refused!, note: 'too late' })).toBe('stored')
    expect(await world.status(refused!)).toBe('received')
    expect(await world.kinds('d1', refused!)).toEqual(['queued', 'sent', 'canceling', 'received', 'cancel_refused'])
    expect(await world.claim('d1')).toEqual([next])
    expect(await device.succeed(refused!)).toBe('stored')
  })

  it.each(['complete_by', 'deliver_by'] as const)(
    '[M7] [M12] a cancel shortly before %s is not answered: the message ends then, and not an ack_by later',
    async (end) => {
      const world = await openStoreWorld(client)
      await world.enroll('d1')
      const clocks = { deliverBy: 60, ackBy: 50, lease: 60, completeBy: 60 }
      const [id] = await world.submit(['d1'], { clocks })
      const device = await world.connect('d1')
      await world.claim('d1')
      if (end === 'complete_by') await device.receipt(id!)
      world.clock.advance(49_000)
      await world.messages.cancel(world.placeOf('d1'), [id!])
      world.clock.advance(10_999)
      await world.sweep('d1')
      expect(await world.status(id!)).toBe('canceling')
      world.clock.advance(1)
      await world.sweep('d1')
      expect(await world.status(id!)).toBe('timed_out')
    },
  )

  it('[M11] reserve - the same key is bound to the first command and body', async () => {
    const { messages, tenant } = await openStoreWorld(client)
    const first = { idempotencyKey: 'k', bodySha256: 'sha1' }
    expect(await messages.reserve(tenant, first, 'c1')).toEqual({ commandId: 'c1', bodySha256: 'sha1' })
    const second = { idempotencyKey: 'k', bodySha256: 'sha2' }
    expect(await messages.reserve(tenant, second, 'c2')).toEqual({ commandId: 'c1', bodySha256: 'sha1' })
  })

  it('[M11] submit with a key - one step: bound with what is stored, and not bound when that is refused', async () => {
    const world = await openStoreWorld(client)
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

  it('[S4] a session that is no text of Unicode is nobody’s, and holds up no other device', async () => {
    const world = await openStoreWorld(client)
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

  it('[M12] cancel - immediate before sent; after it the device is asked and decides', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const [queued, taken, refused] = [
      ...(await world.submit(['d1'])),
      ...(await world.submit(['d1'])),
      ...(await world.submit(['d1'])),
    ]
    const place = world.placeOf('d1')
    expect((await world.messages.cancel(place, [queued!])).outcomes).toEqual(['canceled'])
    const device = await world.connect('d1')
    await world.claim('d1')
    await device.receipt(refused!, 1, SHA)
    expect(
      (await world.messages.cancel(place, [taken!, refused!, queued!, 'm0000000000000000000000000000'])).outcomes,
    ).toEqual(['asked', 'asked', 'unchanged', 'unknown'])
    const claim = await world.messages.claim(place, 256)
    expect(claim.cancels.map((cancel) => cancel.messageId).sort()).toEqual([taken, refused].sort())
    expect(await device.say({ input: 'cancel_accepted', messageId: taken! })).toBe('stored')
    expect(await device.say({ input: 'cancel_refused', messageId: refused!, note: 'too late' })).toBe('stored')
    expect(await world.status(taken!)).toBe('canceled')
    expect(await world.status(refused!)).toBe('received')
    expect(await device.say({ input: 'cancel_accepted', messageId: taken! })).toBe('repeated')
  })

  it('[M12] a cancel that is not answered is asked again, also on the next channel', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const [id] = await world.submit(['d1'])
    await world.connect('d1')
    await world.claim('d1')
    await world.messages.cancel(world.placeOf('d1'), [id!])
    const asked = async () =>
      (await world.messages.claim(world.placeOf('d1'), 256)).cancels.map((cancel) => cancel.messageId)
    expect(await asked()).toEqual([id])
    expect(await asked()).toEqual([])
    world.clock.advance(10_001)
    await world.sweep('d1')
    expect(await asked()).toEqual([id])
    await world.connect('d1')
    expect(await asked()).toEqual([id])
  })

  it('[M2] deferred by a trigger - waits without a clock until the device is ready', async () => {
    const world = await openStoreWorld(client)
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

  it('[M2] supersede - ends queued messages of the same action that were never sent', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const [old, other] = [...(await world.submit(['d1'])), ...(await world.submit(['d1'], { action: 'locate' }))]
    const [fresh] = await world.submit(['d1'], { supersede: true })
    expect(await Promise.all([old!, other!, fresh!].map(world.status))).toEqual(['superseded', 'queued', 'queued'])
  })

  it('[S3] [S4] a replaced channel and another session are refused', async () => {
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client)
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

  it('[S5] enrolling again starts a new epoch - what is open is removed, the old one is refused', async () => {
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client)
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
    const world = await openStoreWorld(client)
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

  it('[H1] event ids are the message and the transition, each once', async () => {
    const world = await openStoreWorld(client)
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

  it('[B3] trim - cuts blocks older than the retention and keeps the rest', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    await world.submit(['d1'])
    world.clock.advance(10_000)
    const [id] = await world.submit(['d1'])
    expect(await world.messages.trim(world.placeOf('d1'), 5_000)).toBe(1)
    expect((await world.events('d1')).map((event) => event.messageId)).toEqual([id])
    expect(await world.messages.trim(world.placeOf('d1'), 5_000)).toBe(0)
  })

  it('[B1] a device keeps a bounded list, and its open messages are never lost from it', async () => {
    const world = await openStoreWorld(client)
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

  it('[A4] a token is spent once; the same spender may say it again', async () => {
    const { devices } = await openStoreWorld(client)
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
