import { describe, expect, it } from 'vitest'
import { createOutbox, type Outbox } from '../../clients/agent/outbox.ts'
import type { Accepted, Said } from '../../clients/agent/transport.ts'
import { type FakeClock, fakeClock } from '../support/fake-clock.ts'

function outbox(): { box: Outbox; clock: FakeClock; frames: Said[]; settled: string[] } {
  const clock = fakeClock()
  const frames: Said[] = []
  const settled: string[] = []
  const speaker = { send: (frame: Said) => void frames.push(frame), isReady: () => true }
  const box = createOutbox(clock, speaker, (kind, messageId, refusal) =>
    settled.push(`${kind} ${messageId} ${refusal?.code ?? 'accepted'}`),
  )
  return { box, clock, frames, settled }
}

const answer = (part: Partial<Accepted>): Accepted => ({
  ...{ receipts: [], progress: [], results: [], defers: [], cancels: [], refused: [] },
  ...part,
})
const receipt = (messageId: string) => ({ messageId, deviceId: 'd', attempt: 1, contentSha256: 'x' })
const result = (messageId: string, output = '') => ({
  messageId,
  status: 'STATUS_SUCCEEDED' as const,
  outcome: { code: 'OK', detail: '', output },
})

describe('what the device has to say', () => {
  it('[D2] is said in one frame, and again after ten seconds, until it is accepted', async () => {
    const { box, clock, frames, settled } = outbox()
    box.opened('s1')
    box.say('receipt', 'a', receipt('a'))
    box.say('result', 'b', result('b'))
    await clock.advance(9_999)
    expect(frames).toHaveLength(1)
    expect(frames[0]).toMatchObject({ receipt: [{ messageId: 'a', sessionId: 's1' }], result: [{ messageId: 'b' }] })
    box.answered(answer({ receipts: ['a'] }))
    await clock.advance(1)
    expect(frames).toHaveLength(2)
    expect(frames[1]).toEqual({ result: [expect.objectContaining({ messageId: 'b' })] })
    box.answered(answer({ results: ['b'] }))
    await clock.advance(60_000)
    expect(frames).toHaveLength(2)
    expect(settled).toEqual(['receipt a accepted', 'result b accepted'])
    expect(box.isEmpty()).toBe(true)
  })

  it('[S4] a stale session: said again with the newest; any other refusal is the last word', async () => {
    const { box, clock, frames, settled } = outbox()
    box.opened('s1')
    box.say('result', 'a', result('a'))
    box.say('result', 'b', result('b'))
    await clock.advance(1)
    box.closed()
    box.opened('s2')
    await clock.advance(1)
    expect(frames.at(-1)?.result?.map(({ sessionId }) => sessionId)).toEqual(['s2', 's2'])
    box.answered(
      answer({
        refused: [
          { messageId: 'a', frame: 'result', code: 'STALE_SESSION', detail: '' },
          { messageId: 'b', frame: 'result', code: 'UNKNOWN_MESSAGE', detail: '' },
        ],
      }),
    )
    await clock.advance(10_000)
    expect(frames.at(-1)?.result?.map(({ messageId }) => messageId)).toEqual(['a'])
    expect(settled).toEqual(['result b UNKNOWN_MESSAGE'])
    box.stop()
  })

  it('[B1] large results go into frames of their own', async () => {
    const { box, clock, frames } = outbox()
    box.opened('s1')
    for (const id of ['a', 'b', 'c', 'd']) box.say('result', id, result(id, 'x'.repeat(128 * 1024)))
    await clock.advance(1)
    expect(frames.map(({ result: list }) => list?.length)).toEqual([2, 2])
    for (let index = 0; index < 600; index++) box.say('receipt', `r${index}`, receipt(`r${index}`))
    await clock.advance(1)
    expect(frames.slice(2).map(({ receipt: list }) => list?.length)).toEqual([256, 256, 88])
    box.stop()
  })

  it('[B1] stays under the frames a second that the server takes', async () => {
    const { box, clock, frames } = outbox()
    box.opened('s1')
    for (let ms = 0; ms < 10_000; ms++) {
      box.say('receipt', `m${ms % 50}`, receipt(`m${ms}`))
      await clock.advance(1)
    }
    expect(frames.length).toBeLessThan(2_000)
    expect(frames.length).toBeGreaterThan(1_000)
    box.stop()
  })

  it('[M7] of progress the newest is said, at most four times a second', async () => {
    const { box, clock, frames } = outbox()
    box.opened('s1')
    for (let percent = 1; percent <= 100; percent++) {
      box.progress('a', { messageId: 'a', sequence: percent, percent, note: '' })
      await clock.advance(10)
    }
    await clock.advance(250)
    const said = frames.flatMap(({ progress = [] }) => progress.map(({ percent }) => percent ?? 0))
    expect(said.length).toBeLessThanOrEqual(6)
    expect(said.at(-1)).toBe(100)
    expect(said).toEqual([...said].sort((a, b) => a - b))
    box.stop()
  })
})
