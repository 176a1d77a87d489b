import { type AddressInfo, connect, createServer } from 'node:net'
import { status } from '@grpc/grpc-js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSotto, type HookEvent, type Sotto, SottoError } from '../../clients/sdk/index.ts'
import { eventsFrame, type ScriptedServer, startScriptedServer } from '../support/hook-server.ts'
import { until } from '../support/until.ts'

let server: ScriptedServer
let sotto: Sotto
beforeEach(async () => {
  server = await startScriptedServer()
  sotto = createSotto({ address: server.address, key: 'k', retry: { attempts: 4, baseMs: 1, capMs: 5 } })
})
afterEach(() => {
  sotto.close()
  server.close()
})

describe('a connection', () => {
  it('that lets no call through any more is replaced after three calls, and the next is answered', async () => {
    let connections = 0
    let mute = 0
    const sockets = new Set<{ destroy(): void }>()
    const proxy = createServer((client) => {
      const number = ++connections
      const upstream = connect(Number(server.address.split(':')[1]), '127.0.0.1')
      client.pipe(upstream)
      // It stands, and nothing comes back by it.
      upstream.on('data', (bytes) => number > mute && client.write(bytes))
      for (const socket of [client, upstream]) {
        sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => client.destroy())
      }
    }).listen(0, '127.0.0.1')
    await until(() => proxy.listening)
    const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const stuck = createSotto({ address, key: 'k', callTimeoutMs: 250, retry: { attempts: 1 } })
    const submit = () => stuck.submit({ action: 'lock', devices: ['d1'] })
    await submit()
    expect(connections).toBe(1)
    mute = 1
    for (let i = 0; i < 3; i++) await expect(submit()).rejects.toMatchObject({ reason: 'NO_ANSWER' })
    expect(await submit()).toMatchObject({ commandId: 'c1' })
    expect(connections).toBe(2)
    stuck.close()
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
})

describe('submit', () => {
  it('[M11] always sends an idempotency key, and the same one when it sends again', async () => {
    const away = { code: status.UNAVAILABLE, reason: 'STORE_UNAVAILABLE', message: 'The store can not be reached.' }
    server.submitFailures.push(away, away)
    expect(
      await sotto.submit({ action: 'lock', devices: ['d1'], params: { a: [1, null, { b: true }] } }),
    ).toMatchObject({
      commandId: 'c1',
    })
    const keys = server.submits.map(({ idempotencyKey }) => idempotencyKey)
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('[A2] gives the registry’s reason, field and sentence, and does not repeat what can not succeed', async () => {
    server.submitFailures.push({
      code: status.INVALID_ARGUMENT,
      reason: 'TOO_LARGE',
      message: 'Too large.',
      retryAfterMs: 7,
    })
    const error = await sotto.submit({ action: 'lock', devices: ['d1'] }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(SottoError)
    expect(error).toMatchObject({
      code: 'invalid_argument',
      reason: 'TOO_LARGE',
      message: 'Too large.',
      retryAfterMs: 7,
    })
    expect(server.submits).toHaveLength(1)
  })

  it('stops trying after the tries of its policy', async () => {
    const away = { code: status.UNAVAILABLE, reason: 'SHUTTING_DOWN', message: 'This node is stopping.' }
    server.submitFailures.push(...Array.from({ length: 9 }, () => away))
    await expect(sotto.submit({ action: 'lock', devices: ['d1'] })).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' })
    expect(server.submits).toHaveLength(4)
  })

  it('refuses parameters that JSON can not say, by name', async () => {
    await expect(async () =>
      sotto.submit({ action: 'lock', devices: ['d1'], params: { a: { b: Number.NaN } } }),
    ).rejects.toMatchObject({ reason: 'BAD_INPUT', field: 'params.a.b' })
  })
})

describe('watch', () => {
  it('[H2] resumes after the last batch when its stream breaks', async () => {
    const seen: HookEvent[] = []
    const reading = take(5, seen)
    await stream(0)
    server.streams[0]?.say(eventsFrame(1, 3))
    await until(() => seen.length === 3)
    server.streams[0]?.end()
    await stream(1)
    expect(server.streams[1]?.said[0]?.open?.start).toMatchObject({ cursor: 'after-3' })
    server.streams[1]?.say(eventsFrame(4, 2))
    await reading
    expect(seen.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5])
    expect(seen.map(({ cursor }) => cursor)).toEqual(['at-open', 'at-open', 'after-3', 'after-3', 'after-5'])
  })

  it('[H4] grants what it has room for, and nothing while the loop takes nothing', async () => {
    const watch = sotto.watch({ windowEvents: 4 })
    const items = watch[Symbol.asyncIterator]()
    const first = items.next()
    await stream(0)
    expect(server.streams[0]?.said[0]?.open?.grant).toMatchObject({ totalEvents: 4 })
    server.streams[0]?.say(eventsFrame(1, 2))
    server.streams[0]?.say(eventsFrame(3, 2))
    await first
    expect(grants()).toEqual([])
    for (let n = 0; n < 2; n++) await items.next()
    await until(() => grants().length === 1)
    expect(grants()[0]).toMatchObject({ totalEvents: 6 })
    await watch.close()
  })

  it('[H3] throws on a gap, unless somebody handles gaps', async () => {
    const gap = { gap: { reason: 'REASON_TRIMMED' as const, partition: 0, firstSeq: 1, lastSeq: 9, cursor: 'after-9' } }
    const unhandled = take(1, [])
    await stream(0)
    server.streams[0]?.say(gap)
    await expect(unhandled).rejects.toMatchObject({ reason: 'GAP' })

    const gaps: unknown[] = []
    const seen: HookEvent[] = []
    const handled = take(1, seen, { onGap: (found) => gaps.push(found) })
    await stream(1)
    server.streams[1]?.say(gap)
    server.streams[1]?.say(eventsFrame(10, 1))
    await handled
    expect(gaps).toMatchObject([{ reason: 'trimmed', firstSequence: 1, lastSequence: 9 }])
  })

  it('[H6] acknowledges a batch when the loop asks for what comes after it, and not before', async () => {
    const watch = sotto.watch({ subscription: 'billing' })
    const items = watch[Symbol.asyncIterator]()
    const first = items.next()
    await stream(0)
    server.streams[0]?.say(eventsFrame(1, 1))
    server.streams[0]?.say(eventsFrame(2, 1))
    await first
    expect(acks()).toEqual([])
    await items.next()
    await until(() => acks().length === 1)
    expect(acks()[0]).toMatchObject({ cursor: 'after-1' })
    server.streams[0]?.say({ ack: { requestId: 1, cursor: 'after-1' } })
    await watch.close()
  })

  it('[H5] opens a new stream when two heartbeats were missed', async () => {
    const watch = sotto.watch({ heartbeatMs: 1_000 })
    await stream(0)
    await watch.opened()
    await stream(1)
    await watch.close()
  })

  it('[H6] does not come back when another stream of the same member took over', async () => {
    const reading = take(1, [], { subscription: 'billing', member: 'a' })
    await stream(0)
    server.streams[0]?.say({ goAway: { reason: 'TAKEN_OVER', reconnectAfterMs: 0, cursor: '' } })
    await expect(reading).rejects.toMatchObject({ reason: 'TAKEN_OVER' })
    expect(server.streams).toHaveLength(1)
  })

  async function take(count: number, into: HookEvent[], options: Parameters<Sotto['watch']>[0] = {}): Promise<void> {
    for await (const event of sotto.watch(options)) if (into.push(event) >= count) return
  }

  const stream = (index: number) =>
    until(
      () => server.streams[index]?.said[0]?.open && true,
      () => `stream ${index}`,
    )
  const grants = () => (server.streams[0]?.said ?? []).flatMap(({ grant }) => (grant ? [grant] : []))
  const acks = () => (server.streams[0]?.said ?? []).flatMap(({ ack }) => (ack ? [ack] : []))
})

it('says that nobody is there, and what to do', async () => {
  const lost = createSotto({ address: '127.0.0.1:1', key: 'k', retry: { attempts: 1 } })
  await expect(lost.whoAmI()).rejects.toMatchObject({
    reason: 'UNREACHABLE',
    message: expect.stringContaining('sotto start'),
  })
  lost.close()
  expect(() => createSotto({ address: 'nonsense', key: 'k' })).toThrow(/is no address: give host:port/)
})
