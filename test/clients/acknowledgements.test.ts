import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSotto, type Sotto, type SottoError, type Watch } from '../../clients/sdk/index.ts'
import type { SubscribeResponse } from '../../proto/gen/sotto/v1/SubscribeResponse.ts'
import { eventsFrame, type ScriptedServer, startScriptedServer } from '../support/hook-server.ts'
import { until } from '../support/until.ts'

/** That of clients/sdk/acknowledgements.ts, beside the one that is under way. */
const WAITING_MAX = 1_024

let server: ScriptedServer
let sotto: Sotto
let watch: Watch
let batches: AsyncIterator<{ cursor: string }>
/** Cursors, in the order in which they were acknowledged for the caller. */
let done: string[]
beforeEach(async () => {
  server = await startScriptedServer()
  sotto = createSotto({ address: server.address, key: 'k', retry: { attempts: 4, baseMs: 1, capMs: 5 } })
  watch = sotto.watch({ subscription: 'billing', autoAck: false })
  batches = watch.batches()
  done = []
  await watch.opened()
})
afterEach(() => {
  sotto.close()
  server.close()
})

/** The server sends these, and the loop takes up to this cursor. */
async function receive(upTo: string, ...frames: SubscribeResponse[]): Promise<void> {
  for (const frame of frames) server.streams.at(-1)?.say(frame)
  for (;;) {
    const { value } = await batches.next()
    if (value.cursor === upTo) return
  }
}

const event = (sequence: number) => eventsFrame(sequence, 1)
const ack = (cursor: string) =>
  void watch.ack(cursor).then(
    () => done.push(cursor),
    () => undefined,
  )
const acks = (stream = 0) => (server.streams[stream]?.said ?? []).flatMap(({ ack }) => (ack ? [ack] : []))
const nth = (n: number, stream = 0) =>
  until(
    () => acks(stream)[n - 1],
    () => `acknowledgement ${n} on stream ${stream}`,
  )
const answer = ({ requestId }: { requestId: number }, refused = '') =>
  server.streams.at(-1)?.say({ ack: { requestId, refused, cursor: '' } })

it('[H6] an acknowledgement is done when it is stored, or one that came after it, not when one before it is', async () => {
  await receive('after-3', event(1), event(2), event(3))
  ack('after-1')
  ack('after-3')
  ack('after-2')
  answer(await nth(1))
  const second = await nth(2)
  expect(second).toMatchObject({ cursor: 'after-3' })
  expect(done).toEqual(['after-1'])
  answer(second)
  await until(() => done.length === 3)
  expect(acks()).toHaveLength(2)
})

it.each<[string, SubscribeResponse]>([
  ['a gap', { gap: { reason: 'REASON_EPOCH_CHANGED', partition: 0, firstSeq: 3, lastSeq: 0, cursor: 'from-before' } }],
  ['a change of partitions', { assigned: { partitions: [0], generation: 2 } }],
])('[H6] one from before %s or of another time is sent by itself', async (_title, setBack) => {
  await receive('after-4', event(1), event(2), setBack, event(3), event(4))
  ack('after-1')
  ack('after-2')
  ack('after-4')
  ack('of-yesterday')
  ack('after-3')
  for (let n = 1; n <= 4; n++) answer(await nth(n))
  await until(() => done.length === 5)
  expect(acks().map(({ cursor }) => cursor)).toEqual(['after-1', 'after-2', 'after-4', 'of-yesterday'])
  expect(done).toEqual(['after-1', 'after-2', 'after-4', 'after-3', 'of-yesterday'])
})

it('[H6] what was not answered when a stream broke is sent again on the next, and nothing of it is left out', async () => {
  await receive('after-2', event(1), event(2))
  ack('after-1')
  ack('after-2')
  await nth(1)
  server.streams[0]?.end()
  // It comes again, beginning with what is not stored.
  await until(() => server.streams[1]?.said[0]?.open && true)
  await receive('after-1', event(1))
  ack('after-1')
  for (let n = 1; n <= 3; n++) answer(await nth(n, 1))
  await until(() => done.length === 3)
  expect(acks(1).map(({ cursor }) => cursor)).toEqual(['after-1', 'after-2', 'after-1'])
})

it.each([
  ['STALE_GENERATION', 'aborted', 'another member holds the partition'],
  ['STORE_UNAVAILABLE', 'unavailable', 'can not reach its store'],
  ['BAD_CURSOR', 'invalid_argument', 'corrupt or of another deployment'],
  ['NOT_FOUND', 'not_found', 'the subscription was deleted'],
  ['OF_A_NEWER_SERVER', 'aborted', 'no other reason'],
])('[A2] a refusal %s says why', async (reason, code, because) => {
  const refused = watch.ack('at-open').catch((error: SottoError) => error)
  answer(await nth(1), reason)
  expect(await refused).toMatchObject({ reason, code, message: expect.stringContaining(because) })
})

it('[B1] so many wait and no more, and those that came in order wait as one', async () => {
  await receive('after-2', event(1), event(2))
  const under = watch.ack('after-1').catch((error: SottoError) => error)
  for (let n = 1; n < WAITING_MAX; n++) ack(`of-yesterday-${n}`)
  ack('after-1')
  ack('after-2')
  await expect(watch.ack('one-more')).rejects.toMatchObject({ reason: 'LIMIT_REACHED', code: 'resource_exhausted' })
  answer(await nth(1), 'STORE_UNAVAILABLE')
  expect(await under).toMatchObject({ reason: 'STORE_UNAVAILABLE' })
  answer(await nth(2))
  // There is room again.
  ack('one-more')
  await until(() => done.includes('of-yesterday-1'))
})

it('[H6] a watch that is closed answers what waits, and whoever comes after', async () => {
  const before = watch.ack('at-open').catch((error: SottoError) => error.reason)
  await nth(1)
  sotto.close()
  expect(await before).toBe('CLOSED')
  await expect(watch.ack('at-open')).rejects.toMatchObject({ reason: 'CLOSED' })
})
