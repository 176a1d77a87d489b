import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageId } from '../../core/ids.ts'
import type { SeenEvent } from '../../core/observe/legs.ts'
import type { CommandRecord } from '../../core/ports/messages.ts'
import { type Entry, type StoredBlock, toBlock } from '../../store/redis/block.ts'
import { type Client, connect } from '../../store/redis/connect.ts'
import { placePrefix } from '../../store/redis/keys.ts'
import { PackedEvents } from '../../store/redis/packed-events.ts'
import { seeEvents } from '../../store/redis/seen-events.ts'
import { digest, testCommand } from '../support/fixture.ts'
import { withRedis } from '../support/redis.ts'
import { openStoreWorld } from '../support/store-world.ts'

const redis = withRedis()
let client: Client
beforeAll(() => {
  client = connect(redis.url, 'writer')
})
afterAll(() => client.disconnect())

type StoreWorld = Awaited<ReturnType<typeof openStoreWorld>>
const DONE = { code: 'OK', detail: '', output: '' }
/** functions/shared/events.lua begins another block when one has so many bytes. */
const BLOCK_BYTES = 512 * 1024

async function blocksOf(world: StoreWorld, device: string): Promise<StoredBlock[]> {
  const entries = await client.callBuffer('XRANGE', `${placePrefix(world.placeOf(device))}ev`, '-', '+')
  return (entries as Entry[]).map(toBlock)
}

async function sayDone(
  world: StoreWorld,
  device: string,
  session: string,
  channel: number,
  ids: string[],
  sha: string,
) {
  const about = { device, session, channel, input: 'succeed' as const, contentSha256: sha, outcome: DONE }
  const { answers } = await world.messages.report(
    world.placeOf(device),
    ids.map((messageId) => ({ ...about, messageId })),
  )
  expect(answers).toEqual(ids.map(() => 'stored'))
}

const seenBy = (see: (onEvent: (event: SeenEvent) => void) => void): SeenEvent[] => {
  const seen: SeenEvent[] = []
  see((event) => seen.push({ ...event }))
  return seen
}

describe('the packed hook log', () => {
  const commands: [name: string, given: Partial<CommandRecord>][] = [
    ['a plain command', {}],
    ['no content', { content: '', contentSha256: digest.sha256('') }],
    ['content of several bytes a character', { content: JSON.stringify('ж€😀'.repeat(900)) }],
    ['tags and two applications', { tags: ['ä', 'b'], hook: hookOf(['one', 'two']) }],
    ['a trace', { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, tracestate: 'vendor=1' }],
  ]

  it.each(commands)('[H1] [H8] gives each event whole: %s', async (_, given) => {
    const world = await openStoreWorld(client)
    const device = `d${'-'.repeat(126)}1`
    await world.enroll(device)
    const command = { content: '{"a":1}', tags: [], hook: hookOf(['app']), ...given }
    const sha = digest.sha256(command.content)
    const ids = [...(await world.submit([device], given)), ...(await world.submit([device], given))]
    const { session, channel } = await world.connect(device)
    expect(await world.claim(device)).toEqual(ids)
    await sayDone(world, device, session, channel, ids, sha)

    const expected = (id: string) => {
      const shared = {
        ...{ messageId: id, commandId: `c${id.slice(1, 22)}`, deviceId: device, action: 'lock' },
        ...{ applications: command.hook.applications, tags: command.tags, occurredAt: world.clock.now() },
        ...{ traceparent: given.traceparent ?? '', tracestate: given.tracestate ?? '' },
      }
      const done = { ...shared, attempt: 1, sessionId: session }
      const receipt = { content: command.content, contentSha256: sha, contentVerified: true }
      return [
        { ...shared, eventId: `${id}:queued:1`, kind: 'EVENT_KIND_QUEUED' },
        { ...shared, eventId: `${id}:sent:2`, kind: 'EVENT_KIND_SENT', attempt: 1 },
        { ...done, ...receipt, eventId: `${id}:received:3`, kind: 'EVENT_KIND_RECEIVED' },
        { ...done, eventId: `${id}:succeeded:4`, kind: 'EVENT_KIND_SUCCEEDED', outcomeCode: 'OK' },
      ]
    }
    const events = await world.events(device)
    for (const id of ids) {
      const own = events.filter((event) => event.messageId === id)
      expect(own.map(({ occurredAt, ...rest }) => ({ ...rest, occurredAt: Number(occurredAt) }))).toEqual(
        expected(id).map((event) => expect.objectContaining(event)),
      )
    }
    expect(events).toHaveLength(4 * ids.length)
  })

  it('[H1] keeps the order of what is packed and what is not', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const [a] = await world.submit(['d1'])
    const [keyed] = await world.submit(['d1'], { concurrencyKey: 'k' })
    const [b] = await world.submit(['d1'])
    await world.connect('d1')
    expect(await world.claim('d1')).toEqual([a, keyed, b])
    const sent = (await world.events('d1')).filter(({ kind }) => kind === 'EVENT_KIND_SENT')
    expect(sent.map(({ messageId }) => messageId)).toEqual([a, keyed, b])
  })

  it('counts the same of a block, packed or not, and knows its size without unpacking it', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const ids: string[] = []
    for (let i = 0; i < 12; i++) ids.push(...(await world.submit(['d1'])))
    const device = await world.connect('d1')
    await world.claim('d1')
    await sayDone(world, 'd1', device.session, device.channel, ids.slice(0, 10), digest.sha256('{"a":1}'))
    await device.say({ input: 'fail', messageId: ids[10]!, outcome: { ...DONE, code: 'BROKEN' } })
    let events = 0
    for (const block of await blocksOf(world, 'd1')) {
      const { bytes } = block
      const seen = seenBy((on) => block.see(on))
      expect(seen).toEqual(seenBy((on) => seeEvents(block.data, on)))
      expect(seen).toHaveLength(block.count)
      expect(block.data).toHaveLength(bytes)
      events += block.count
    }
    expect(events).toBe(12 + 12 + 2 * 10 + 2)
  })

  it('[B1] [H4] begins another block where one would be too large when it is unpacked', async () => {
    const world = await openStoreWorld(client)
    await world.enroll('d1')
    const content = JSON.stringify('x'.repeat(60_000))
    const ids: string[] = []
    for (let i = 0; i < 16; i++) ids.push(...(await world.submit(['d1'], { content })))
    const device = await world.connect('d1')
    await world.claim('d1')
    await sayDone(world, 'd1', device.session, device.channel, ids, digest.sha256(content))
    const blocks = await blocksOf(world, 'd1')
    for (const { bytes } of blocks) expect(bytes).toBeLessThan(BLOCK_BYTES + 64 * 1024)
    const done = blocks.filter(({ kinds }) => (kinds & (1 << 7)) !== 0)
    expect(done.length).toBeGreaterThan(1)
    expect(done.reduce((sum, { count }) => sum + count, 0)).toBe(2 * 16)
    // Without a hole.
    for (const [i, block] of blocks.entries())
      expect(block.firstSeq).toBe(i === 0 ? 1 : blocks[i - 1]!.firstSeq + blocks[i - 1]!.count)
  })

  it('keeps less than a sixth of what the events of a command for many devices are', async () => {
    const world = await openStoreWorld(client)
    const { partition } = world.placeOf('device-0')
    const names = Array.from({ length: 400 }, (_, i) => `device-${i}`).filter(
      (name) => world.placeOf(name).partition === partition,
    )
    const command = testCommand(world.clock)
    const items = names.map((device, i) => ({ device, messageId: messageId(command.commandId, partition, i) }))
    for (const name of names) await world.enroll(name)
    await world.messages.submit(world.placeOf('device-0'), command, items, { force: false })
    const [block] = await blocksOf(world, 'device-0')
    const stored = (await client.callBuffer(
      'XRANGE',
      `${placePrefix(world.placeOf('device-0'))}ev`,
      '-',
      '+',
    )) as Entry[]
    const storedBytes = stored.flatMap(([, fields]) => fields).reduce((sum, field) => sum + field.length, 0)
    expect(block!.count).toBe(names.length)
    expect(storedBytes).toBeLessThan(block!.data.length / 6)
  })

  it('is refused when it is something else', () => {
    const cut = Buffer.concat([Buffer.from('S'), Buffer.of(2), Buffer.from('d1')])
    for (const bytes of [Buffer.from('x'), cut, Buffer.from('Q\0\0\0\x01'), Buffer.from('E\x01\x01')]) {
      expect(() => new PackedEvents(bytes, 1).unpack()).toThrow(RangeError)
      expect(() => new PackedEvents(bytes, 1).see(() => undefined)).toThrow(RangeError)
    }
  })
})

function hookOf(applications: string[]): CommandRecord['hook'] {
  return { applications, program: '', arguments: [], interrupt: false }
}
