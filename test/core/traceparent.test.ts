import { describe, expect, it } from 'vitest'
import { messageId } from '../../core/ids.ts'
import { TRACED_MESSAGES_MAX, TRACESTATE_CHARS_MAX } from '../../core/limits.ts'
import { isTraced, readCarried, readTraceparent, readTracestate, writeTraceparent } from '../../core/traceparent.ts'

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

  it('bears a tracestate as it came, and no more of it than its bound', () => {
    for (const good of ['rojo=00f067aa0ba902b7', 'congo=t61rcWkgMzE,rojo=00f067', 'a@vendor=b c'])
      expect(readTracestate(good)).toBe(good)
    expect(readTracestate(' a=1 ,, b=2 ,')).toBe('a=1,b=2')
    const most = `a=${'x'.repeat(253)},b=${'y'.repeat(254)}`
    expect(most).toHaveLength(TRACESTATE_CHARS_MAX)
    expect(readTracestate(most)).toBe(most)
    const members = (count: number) => Array.from({ length: count }, (_, i) => `k${i}=v`).join(',')
    expect(readTracestate(members(32))).toBe(members(32))
    for (const bad of [`${most}z`, members(33), 'a=1,a=2', 'A=1', 'a', '=1', 'a=', 'a=1=2', 'a=\u00e9', 'a="\n"'])
      expect([bad, readTracestate(bad)]).toEqual([bad, ''])
  })

  it('has no tracestate without a traceparent', () => {
    expect(readCarried(GOOD, 'a=1')).toEqual({ traceparent: GOOD, tracestate: 'a=1' })
    expect(readCarried(GOOD, 'A=1')).toEqual({ traceparent: GOOD })
    expect(readCarried('', 'a=1')).toEqual({})
    expect(readCarried('words', 'a=1')).toEqual({})
  })
})
