import { describe, expect, it } from 'vitest'
import { dispatch } from '../../core/flow/dispatch.ts'
import { messageId } from '../../core/ids.ts'
import { WINDOW_PER_CHANNEL } from '../../core/limits.ts'
import type { Report } from '../../core/ports/messages.ts'
import { eventually } from '../support/eventually.ts'
import { digest, testCommand } from '../support/fixture.ts'
import { idFrames, notingInbox } from '../support/noted-frames.ts'
import { withWakes } from '../support/open-wakes.ts'
import { openStoreWorld } from '../support/store-world.ts'

const { store, openWakes } = withWakes()

/** Of functions/: a place is loaded with so many devices (shared/call.lua); how one rests (claim.lua); a sweep waits so long. */
const LOADED_FROM = 128
const REST_ANSWERS = 8
const REST_MS_MAX = 800
const STILL_MS = 50
/** How long devices took to answer, and so how long one rests. */
const ANSWER_MS = 50
const REST_MS = REST_ANSWERS * ANSWER_MS
const OVERDUE_MS = 2_000
const SHA = digest.sha256('{"a":1}')
const DONE = { code: 'OK', detail: '', output: '' }

/**
 * A place with two messages for each of many devices, which are connected, and with one for another, `lone`.
 * @param answerMs how long devices took to answer before; 'never': none ever has
 */
async function openPlace(answerMs: number | 'never', answer: 'succeed' | 'receipt' = 'succeed') {
  const world = await openStoreWorld(store.client)
  const place = world.placeOf('d-0')
  const names: string[] = []
  for (let i = 0; names.length <= LOADED_FROM; i++)
    if (world.placeOf(`d-${i}`).partition === place.partition) names.push(`d-${i}`)
  const [lone, ...busy] = names as [string, string, ...string[]]
  const sessions = new Map<string, { session: string; channel: number }>()
  for (const name of names) {
    await world.enroll(name)
    sessions.set(name, await world.connect(name))
  }
  const submit = async (...devices: string[]): Promise<string[]> => {
    const command = testCommand(world.clock)
    const items = devices.map((device, i) => ({ device, messageId: messageId(command.commandId, place.partition, i) }))
    await world.messages.submit(place, command, items, { force: false })
    return items.map((item) => item.messageId)
  }
  const say = async (device: string, ids: string[], what: Partial<Report> & Pick<Report, 'input'>): Promise<void> => {
    const reports = ids.map((id) => ({ device, ...sessions.get(device)!, contentSha256: SHA, ...what, messageId: id }))
    const { answers } = await world.messages.report(place, reports)
    expect(answers).toEqual(ids.map(() => 'stored'))
  }
  if (answerMs !== 'never') {
    const before = await submit(lone)
    await world.messages.claim(place, 1)
    world.clock.advance(answerMs)
    await say(lone, before, answer === 'succeed' ? { input: answer, outcome: DONE } : { input: answer, attempt: 1 })
  }
  const sentTo = new Map<string, string[]>(names.map((name) => [name, []]))
  for (const devices of [names, busy])
    for (const [i, id] of (await submit(...devices)).entries()) sentTo.get(devices[i]!)!.push(id)
  return {
    ...{ world, place, lone, first: busy[0]!, submit },
    sentTo: (device: string): string[] => sentTo.get(device)!,
    receive: (device: string, ids: string[]) => say(device, ids, { input: 'receipt', attempt: 1 }),
    finish: (device: string, ids: string[]) => say(device, ids, { input: 'succeed', outcome: DONE }),
  }
}

/** The same, loaded: all was sent by a worker that stays, and who got two messages rests. */
async function openLoad(answerMs: number | 'never' = ANSWER_MS, answer?: 'succeed' | 'receipt') {
  const opened = await openPlace(answerMs, answer)
  const { world, place } = opened
  const waiter = { name: `waiter of ${world.tenant}`, turn: 1 }
  await store.redis.connect().subscribe(waiter.name)
  const claim = async (as: typeof waiter | undefined) => {
    const ids: string[] = []
    for (;;) {
      const { messages, more, againMs } = await world.messages.claim(place, 256, as)
      ids.push(...messages.map((message) => message.messageId))
      if (!more) return { ids, againMs }
    }
  }
  expect((await claim(waiter)).ids).toHaveLength(2 * LOADED_FROM + 1)
  return { ...opened, waiter, stay: () => claim(waiter), pass: () => claim(undefined) }
}

describe('[M10] a device of a loaded place that was sent several messages', () => {
  it('rests: what comes meanwhile goes together, also when it has answered', async () => {
    const { world, first, sentTo, submit, receive, finish, stay } = await openLoad()
    const [one, two] = sentTo(first) as [string, string]
    const [a] = await submit(first)
    expect(await stay()).toEqual({ ids: [], againMs: STILL_MS })
    await receive(first, [one])
    expect((await stay()).ids).toEqual([])
    await finish(first, [two])
    const [b] = await submit(first)
    world.clock.advance(REST_MS - 1)
    expect(await stay()).toEqual({ ids: [], againMs: 1 })
    // [M9] Nor is it handed anything, which would overtake what waits.
    expect(await world.status(b!)).toBe('queued')
    world.clock.advance(1)
    expect((await stay()).ids).toEqual([a, b])
  })

  it('is looked at again by the worker that stays, though nobody wakes it', async () => {
    const { world, place, first, sentTo, submit, finish } = await openPlace(ANSWER_MS)
    const sent: string[] = []
    const inbox = notingInbox(sent)
    const opened = openWakes(1)
    const looks: { againMs: number | undefined; more: boolean }[] = []
    const wakes: typeof opened = {
      ...opened,
      stay(...given) {
        const stay = opened.stay(...given)
        if (!stay) return undefined
        const woken = async (againMs?: number): Promise<boolean> => {
          const more = await stay.woken(againMs)
          looks.push({ againMs, more })
          return more
        }
        return { ...stay, woken }
      },
    }
    const job = dispatch({ messages: world.messages, inbox, wakes, frames: idFrames }, place)
    await eventually(
      () => sent.length,
      (length) => length === 2 * LOADED_FROM + 1,
    )
    await finish(first, sentTo(first))
    const [a] = await submit(first)
    world.clock.advance(REST_MS)
    await eventually(
      () => sent,
      (ids) => ids.includes(a!),
    )
    // Not because it left, and let nobody rest.
    expect(looks).toContainEqual({ againMs: STILL_MS, more: true })
    wakes.leave()
    await job
  })

  it.each([
    ['as long as eight results', 5, 'succeed', REST_ANSWERS * 5],
    ['as long as eight receipts', 5, 'receipt', REST_ANSWERS * 5],
    ['at most as long as its bound', 1_000, 'succeed', REST_MS_MAX],
  ] as const)('rests %s', async (_, answerMs, answer, restMs) => {
    const { world, first, lone, sentTo, submit, finish, stay } = await openLoad(answerMs, answer)
    await finish(first, sentTo(first))
    const [a] = await submit(first)
    world.clock.advance(restMs - 1)
    // So that it is not still.
    await submit(lone)
    expect((await stay()).ids).not.toContain(a)
    world.clock.advance(1)
    expect((await stay()).ids).toContain(a)
  })

  it('rests by how long answers take now', async () => {
    const { world, first, lone, sentTo, submit, finish, stay } = await openLoad()
    const slowMs = 2 * ANSWER_MS
    world.clock.advance(slowMs)
    await finish(first, sentTo(first))
    const ab = [...(await submit(first)), ...(await submit(first))]
    world.clock.advance(REST_MS)
    expect((await stay()).ids).toEqual(ab)
    await finish(first, ab)
    const [c] = await submit(first)
    const restMs = REST_MS + (slowMs - ANSWER_MS)
    world.clock.advance(restMs - 1)
    await submit(lone)
    expect((await stay()).ids).not.toContain(c)
    world.clock.advance(1)
    expect((await stay()).ids).toContain(c)
  })

  it('does not rest where no device ever answered: nobody knows for how long', async () => {
    const { world, first, submit } = await openLoad('never')
    const [a] = await submit(first)
    expect(await world.status(a!)).toBe('sent')
  })

  it('rests no longer where nothing happens any more', async () => {
    const { world, first, sentTo, submit, finish, stay } = await openLoad()
    await finish(first, sentTo(first))
    const [a] = await submit(first)
    expect(await stay()).toEqual({ ids: [], againMs: STILL_MS })
    world.clock.advance(STILL_MS - 1)
    expect((await stay()).ids).toEqual([])
    world.clock.advance(1)
    expect((await stay()).ids).toEqual([a])
  })

  it('does not rest while more waits for it than its window takes', async () => {
    const { world, first, sentTo, submit, finish, stay } = await openLoad()
    await finish(first, sentTo(first))
    const waiting: string[] = []
    for (let i = 0; i < 2 * WINDOW_PER_CHANNEL + 2; i++) waiting.push(...(await submit(first)))
    world.clock.advance(REST_MS)
    const frames: string[][] = []
    for (;;) {
      const { ids } = await stay()
      if (ids.length === 0) break
      frames.push(ids)
      await finish(first, ids)
    }
    expect(frames).toEqual([
      waiting.slice(0, WINDOW_PER_CHANNEL),
      waiting.slice(WINDOW_PER_CHANNEL, 2 * WINDOW_PER_CHANNEL),
      waiting.slice(2 * WINDOW_PER_CHANNEL),
    ])
  })

  it('does not rest where nobody stays to look at it again', async () => {
    const { first, sentTo, submit, finish, pass } = await openLoad()
    await finish(first, sentTo(first))
    const [a] = await submit(first)
    expect((await pass()).ids).toEqual([a])
  })

  it('is found by the sweep when the worker that let it rest is gone', async () => {
    const { world, place, first, sentTo, submit, finish, pass } = await openLoad()
    await finish(first, sentTo(first))
    const [a] = await submit(first)
    world.clock.advance(REST_MS)
    expect((await world.messages.sweep(place, 256)).kick).toBe(0)
    world.clock.advance(OVERDUE_MS + 1)
    expect((await world.messages.sweep(place, 256)).kick).toBeGreaterThan(0)
    expect((await pass()).ids).toContain(a)
  })

  it('[M8] is sent at once what was lost with its channel, when it opens another', async () => {
    const { world, first, sentTo, stay } = await openLoad()
    await world.connect(first)
    expect((await stay()).ids).toEqual(sentTo(first))
  })

  it('rests no more on another channel', async () => {
    const { world, first, sentTo, submit, finish, stay } = await openLoad()
    await finish(first, sentTo(first))
    await world.connect(first)
    const [a] = await submit(first)
    expect((await stay()).ids).toEqual([a])
  })

  it('is sent cancels at once', async () => {
    const { world, place, first, sentTo, waiter } = await openLoad()
    const [a] = sentTo(first)
    await world.messages.cancel(place, [a!])
    const { cancels } = await world.messages.claim(place, 256, waiter)
    expect(cancels.map((cancel) => cancel.messageId)).toEqual([a])
  })
})

describe('[M10] a device of a loaded place that was sent one message', () => {
  it('does not rest', async () => {
    const { lone, sentTo, submit, finish, stay } = await openLoad()
    await finish(lone, sentTo(lone))
    const [a] = await submit(lone)
    expect((await stay()).ids).toEqual([a])
  })

  it('gets the next when it has receipted that, also where those that make the load rest', async () => {
    const { world, lone, sentTo, submit, finish, stay } = await openLoad()
    const [a] = await submit(lone)
    expect(await world.status(a!)).toBe('queued')
    expect((await stay()).ids).toEqual([])
    await finish(lone, sentTo(lone))
    expect((await stay()).ids).toEqual([a])
  })

  it('is handed the next at once, when the load is over', async () => {
    const { world, lone, submit, stay } = await openLoad()
    world.clock.advance(REST_MS)
    expect((await stay()).ids).toEqual([])
    const [a] = await submit(lone)
    expect(await world.status(a!)).toBe('sent')
  })
})
