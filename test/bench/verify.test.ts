import { describe, expect, it } from 'vitest'
import { summarize } from '../../bench/report/summary.ts'
import { NotAsPromised, verifyEffects, verifyOrder } from '../../bench/verify.ts'

const tales = (effects: Record<string, string[]>) =>
  new Map(Object.entries(effects).map(([device, list]) => [device, { effects: list, repeats: 0, refused: [] }]))

describe('what the bench refuses to measure', () => {
  it('takes a run in which every message had its effect once, in order', () => {
    const run = tales({ d1: ['a', 'b'], d2: ['c'] })
    verifyEffects('run', ['a', 'b', 'c'], run)
    verifyOrder('run', run, (device) => (device === 'd1' ? ['a', 'b'] : ['c']))
  })

  it.each([
    ['a message without an effect', ['a'], /b had its effect 0 times/],
    ['an effect that ran twice', ['a', 'b', 'b'], /b had its effect 2 times/],
    ['an effect of something else', ['a', 'b', 'x'], /3 messages had an effect, but 2 were sent/],
  ])('fails at %s', (_, effects, words) => {
    expect(() => verifyEffects('run', ['a', 'b'], tales({ d1: effects }))).toThrow(NotAsPromised)
    expect(() => verifyEffects('run', ['a', 'b'], tales({ d1: effects }))).toThrow(words)
  })

  it('fails at effects out of order', () => {
    expect(() => verifyOrder('run', tales({ d1: ['b', 'a'] }), () => ['a', 'b'])).toThrow(
      /effect 0 was b, but a was due/,
    )
  })
})

describe('targets', () => {
  const runs = [
    { 'we.rate': 10, 'peer.rate': 10 },
    { 'we.rate': 30, 'peer.rate': 10 },
    { 'we.rate': 20, 'peer.rate': 40 },
  ]

  it('are judged by the median of the ratios of each round', () => {
    const target = { name: 'of the peer', of: 'we.rate', to: 'peer.rate', atLeast: 1 }
    const { ratios } = summarize([target], runs)
    expect(ratios['of the peer']).toEqual({ median: 1, least: 0.5, most: 3, verdict: 'reached' })
  })

  it('say so when a side did not run', () => {
    const { outcomes } = summarize([{ name: 'of another', of: 'we.rate', to: 'other.rate', atLeast: 1 }], runs)
    expect(outcomes[0]?.verdict).toBe('not measured')
  })
})
