import { describe, expect, it } from 'vitest'
import { messageId } from '../../core/ids.ts'
import { TRACED_MESSAGES_MAX } from '../../core/limits.ts'
import { isTraced, readTraceparent, writeTraceparent } from '../../core/traceparent.ts'

const GOOD = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const message = (index: number) => messageId('c000000000abcdefghjkmn', 3, index)

describe('[A6] a trace context', () => {
  it('is read and written as W3C has it', () => {
    const read = readTraceparent(GOOD)
    expect(read).toEqual({ traceId: GOOD.slice(3, 35), spanId: GOOD.slice(36, 52), flags: 1 })
    expect(read && writeTraceparent(read)).toBe(GOOD)
  })

  it('of a later version is read as far as ours goes', () => {
    expect(readTraceparent(`cc${GOOD.slice(2)}-what-the-future-will-be-like`)).toMatchObject({ flags: 1 })
  })

  it.each([
    ['nothing', ''],
    ['words', 'not a trace context'],
    ['an unknown version', `ff${GOOD.slice(2)}`],
    ['upper case', GOOD.toUpperCase()],
    ['a trace of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    ['a span of zeros', `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`],
    ['more than version 00 has', `${GOOD}-more`],
    ['a text around it', ` ${GOOD}`],
  ])('counts as none when it is %s', (_, text) => {
    expect(readTraceparent(text)).toBeUndefined()
  })

  it('[B1] gives spans to the first messages of a command only, and only when it is recorded', () => {
    expect(isTraced(GOOD, message(0))).toBe(true)
    expect(isTraced(GOOD, message(TRACED_MESSAGES_MAX - 1))).toBe(true)
    expect(isTraced(GOOD, message(TRACED_MESSAGES_MAX))).toBe(false)
    expect(isTraced(GOOD.replace(/01$/, '00'), message(0))).toBe(false)
    expect(isTraced('', message(0))).toBe(false)
  })
})
