import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENT_KINDS } from '../../core/message.ts'
import type { Principal } from '../../core/ports/access.ts'
import { compileFilter } from '../../gateway/hooks/filter.ts'
import { emptySelection, select } from '../../gateway/hooks/selection.ts'
import type { EventKind } from '../../proto/gen/sotto/v1/EventKind.ts'
import type { Events, Events__Output } from '../../proto/gen/sotto/v1/Events.ts'
import type { HookEvent } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { codec } from '../../proto/index.ts'
import { fromRuns } from '../support/hook-rig.ts'
import { encodeBlock } from '../support/log-writer.ts'

const events = codec<Events, Events__Output>('Events')
const KINDS = EVENT_KINDS.map((name) => `EVENT_KIND_${name.toUpperCase()}`) as EventKind[]
const some = <T>(...values: T[]) => fc.constantFrom(...values)
const few = <T>(values: fc.Arbitrary<T>) => fc.uniqueArray(values, { maxLength: 3 })

const anEvent: fc.Arbitrary<HookEvent> = fc.record({
  eventId: fc.uuid(),
  kind: some(...KINDS.slice(0, 4)),
  deviceId: some('d1', 'd2', 'gerät-3', ''),
  action: some('lock', 'locate', 'x'.repeat(200)),
  applications: few(some('app', 'bank', 'kiosk')),
  tags: few(some('red', 'blue', 'ä')),
  content: fc.string({ unit: 'binary', maxLength: 300 }),
  occurredAt: fc.integer({ min: 0, max: 2 ** 45 }),
  nextAt: some(0, 2 ** 50),
  late: fc.boolean(),
  status: some('', 'succeeded'),
})
const aFilter = fc.record({
  kinds: few(some(...KINDS.slice(0, 5))),
  actions: few(some('lock', 'locate', 'x'.repeat(200), 'loc')),
  devices: few(some('d1', 'd2', 'gerät-3', 'd')),
  tags: few(some('red', 'blue', 'ä', 'r')),
  applications: few(some('app', 'bank')),
})

const principal = (scopes: Principal['scopes']): Principal => ({ tenant: 't', application: 'app', keyId: 'k', scopes })

function isWanted(filter: Record<string, unknown[]>, seesAll: boolean, event: HookEvent): boolean {
  const any = (wanted: unknown[], has: unknown[]) => wanted.length === 0 || wanted.some((value) => has.includes(value))
  return (
    any(filter.kinds!, [event.kind]) &&
    any(filter.actions!, [event.action]) &&
    any(filter.devices!, [event.deviceId]) &&
    any(filter.tags!, event.tags ?? []) &&
    any(seesAll ? filter.applications! : ['app'], event.applications ?? [])
  )
}

describe('a filter', () => {
  it('[H7] lets through exactly what a full look at the decoded events would, cut where the allowance ends', () => {
    const input = fc.record({
      block: fc.array(anEvent, { minLength: 1, maxLength: 12 }),
      filter: aFilter,
      seesAll: fc.boolean(),
      skip: fc.nat(12),
      allowed: fc.record({ events: fc.nat(14), bytes: fc.nat(6_000) }),
    })
    fc.assert(
      fc.property(input, ({ block, filter, seesAll, skip, allowed }) => {
        const asked = seesAll ? filter : { ...filter, applications: [] }
        const compiled = compileFilter(asked, principal(seesAll ? ['hooks:all'] : []))
        const from = 100 + Math.min(skip, block.length - 1)
        const selection = emptySelection()
        const next = select(
          selection,
          { firstSeq: 100, count: block.length, at: 0, ...encodeBlock(block) },
          from,
          compiled,
          allowed,
        )
        const expected: number[] = []
        let bytes = 0
        let end = 100 + block.length
        for (let seq = from; seq < 100 + block.length; seq++) {
          if (!isWanted(asked, seesAll, block[seq - 100]!)) continue
          const size = encodeBlock([block[seq - 100]!]).data.length
          if (expected.length === allowed.events || bytes + size > allowed.bytes) {
            end = seq
            break
          }
          bytes += size
          expected.push(seq)
        }
        expect(fromRuns(selection.runs)).toEqual(expected)
        expect(selection).toMatchObject({ events: expected.length, bytes })
        expect(next).toBe(end)
        const decoded = events.decode(Buffer.concat(selection.slices)).events
        expect(decoded.map(({ eventId }) => eventId)).toEqual(expected.map((seq) => block[seq - 100]!.eventId))
      }),
      { numRuns: 400 },
    )
  })

  it('[H7] passes or skips whole blocks by their head where it can', () => {
    const head = { firstSeq: 1, count: 2, at: 0, data: new Uint8Array() }
    const mine = compileFilter(undefined, principal([]))
    expect(mine.judge({ ...head, kinds: 2, application: 'app' })).toBe('pass')
    expect(mine.judge({ ...head, kinds: 2, application: 'bank' })).toBe('skip')
    expect(mine.judge({ ...head, kinds: 2, application: '' })).toBe('scan')
    const queued = compileFilter({ kinds: ['EVENT_KIND_QUEUED'] }, principal(['hooks:all']))
    expect(queued.judge({ ...head, kinds: 2, application: '' })).toBe('pass')
    expect(queued.judge({ ...head, kinds: 4, application: '' })).toBe('skip')
    expect(queued.judge({ ...head, kinds: 6, application: '' })).toBe('scan')
  })

  it('[A5] shows a caller without hooks:all its own application only, and says so when asked for another', () => {
    expect(() => compileFilter({ applications: ['bank'] }, principal(['hooks:read']))).toThrow(/hooks:all/)
    expect(() => compileFilter({ applications: ['app'] }, principal(['hooks:read']))).not.toThrow()
  })

  it('[B1] is refused when it is too long, names nothing, or a kind that there is not', () => {
    const who = principal(['hooks:all'])
    expect(() => compileFilter({ devices: Array.from({ length: 1_001 }, (_, i) => `d${i}`) }, who)).toThrow(/1000/)
    expect(() => compileFilter({ tags: ['a', ''] }, who)).toThrow(/filter\.tags\[1\]/)
    expect(() => compileFilter({ kinds: ['EVENT_KIND_UNSPECIFIED'] }, who)).toThrow(/filter\.kinds\[0\]/)
    expect(() => compileFilter({ kinds: [99 as never] }, who)).toThrow(/filter\.kinds\[0\]/)
  })
})
