import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCursors } from '../../gateway/hooks/cursor.ts'

const PARTITIONS = 5
const cursors = createCursors({ deployment: 'd1', partitions: PARTITIONS })
const aCursor = fc
  .array(
    fc.record({
      epoch: fc.stringMatching(/^[0-9a-f]{16}$/),
      seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      held: fc.boolean(),
    }),
    { minLength: PARTITIONS, maxLength: PARTITIONS },
  )
  .map((all) => ({
    issuedAt: 1_790_000_000_000,
    positions: all.map(({ epoch, seq }, partition) => ({ partition, epoch, seq })),
    held: all.map(({ held }) => held),
  }))
const one = () => fc.sample(aCursor, { numRuns: 1, seed: 7 })[0]!

describe('a cursor', () => {
  it('[H2] says again what it was made of', () => {
    fc.assert(
      fc.property(aCursor, (cursor) => {
        expect(cursors.decode('acme', cursors.encode('acme', cursor))).toEqual(cursor)
      }),
    )
  })

  it('[H2] is at most 512 characters with 24 partitions', () => {
    const many = createCursors({ deployment: 'd1', partitions: 24 })
    const positions = Array.from({ length: 24 }, (_, partition) => ({
      partition,
      epoch: 'f'.repeat(16),
      seq: 2 ** 35 - 1,
    }))
    const text = many.encode('acme', { issuedAt: 2 ** 42, positions, held: positions.map(() => true) })
    expect(text.length).toBeLessThanOrEqual(512)
  })

  it('[H2] is refused when it was changed in any place, cut or lengthened', () => {
    const text = cursors.encode('acme', one())
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'z', '_', '0', ' ', '=', 'é', ''), (at, letter) => {
        const changed = text.slice(0, at) + letter + text.slice(at + 1)
        fc.pre(changed !== text)
        expect(() => cursors.decode('acme', changed)).toThrow(/corrupt/)
      }),
    )
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (any) => {
        expect(() => cursors.decode('acme', any)).toThrow(/corrupt/)
      }),
    )
  })

  it('[A3] of another tenant, deployment or number of partitions is refused', () => {
    const text = cursors.encode('acme', one())
    expect(() => cursors.decode('other', text)).toThrow(/another deployment or tenant/)
    expect(() => createCursors({ deployment: 'd2', partitions: PARTITIONS }).decode('acme', text)).toThrow(/another/)
    expect(() => createCursors({ deployment: 'd1', partitions: 4 }).decode('acme', text)).toThrow(/another/)
  })
})
