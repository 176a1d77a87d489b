import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandId, messageId } from '../../core/ids.ts'
import { EVENT_KINDS } from '../../core/message.ts'
import type { SeenEvent } from '../../core/observe/legs.ts'
import { createUnderWay } from '../../core/observe/under-way.ts'
import type { EventKind } from '../../proto/gen/sotto/v1/EventKind.ts'
import type { HookEvent } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { seeEvents } from '../../store/redis/seen-events.ts'
import { encodeBlock } from '../support/log-writer.ts'

const TIME_MAX = 32 ** 9 - 1

const anEvent = fc.record({
  kind: fc.constantFrom(...EVENT_KINDS),
  acceptedAt: fc.integer({ min: 1, max: TIME_MAX }),
  chance: fc.uint8Array({ minLength: 12, maxLength: 12 }),
  occurredAt: fc.integer({ min: 0, max: TIME_MAX }),
  attempt: fc.integer({ min: 0, max: 300 }),
  reason: fc.constantFrom('', 'NO_RECEIPT', 'a word of the device’s'),
  outcomeCode: fc.constantFrom('', 'OK', 'ß'),
})

const seenIn = (block: Uint8Array): SeenEvent[] => {
  const seen: SeenEvent[] = []
  seeEvents(block, (event) => seen.push({ ...event }))
  return seen
}

describe('what the observer reads of a block', () => {
  it('is what was encoded, and messages have numbers of their own', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), (events) => {
        const ids = events.map(({ acceptedAt, chance }) => messageId(commandId(acceptedAt, chance), 3, 31))
        const encoded = events.map(
          ({ kind, occurredAt, attempt, reason, outcomeCode }, i): HookEvent => ({
            ...{ messageId: ids[i]!, eventId: `${ids[i]}:${kind}:1`, deviceId: 'd', action: 'lock', tags: ['ä'] },
            ...{ kind: `EVENT_KIND_${kind.toUpperCase()}` as EventKind, occurredAt, attempt, reason, outcomeCode },
          }),
        )
        const seen = seenIn(encodeBlock(encoded).data)
        expect(seen.map(({ key: _, ...rest }) => rest)).toEqual(
          events.map(({ chance: _, occurredAt: at, ...rest }) => ({ ...rest, at })),
        )
        for (const [i, id] of ids.entries())
          for (const [k, other] of ids.entries()) expect(seen[i]!.key === seen[k]!.key).toBe(id === other)
      }),
    )
  })

  it('tells messages of one command apart', () => {
    const command = commandId(Date.UTC(2026, 0, 1), new Uint8Array(12))
    const encoded = Array.from({ length: 2_000 }, (_, i): HookEvent => ({ messageId: messageId(command, i % 4, i) }))
    expect(new Set(seenIn(encodeBlock(encoded).data).map(({ key }) => key)).size).toBe(2_000)
  })

  it('is refused when it is something else', () => {
    expect(() => seenIn(new Uint8Array([1, 2, 3]))).toThrow(RangeError)
  })
})

describe('messages under way', () => {
  it('are remembered until they end, or until another takes their slot', () => {
    const underWay = createUnderWay()
    underWay.sent(5, 100)
    expect(underWay.received(5, 120)).toBe(100)
    expect(underWay.ended(5)).toBe(120)
    expect(underWay.ended(5)).toBe(0)
    underWay.sent(5, 200)
    underWay.sent(5 + 2 ** 17, 300)
    expect(underWay.received(5, 400)).toBe(0)
  })
})
