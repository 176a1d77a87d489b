import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { CHECKERS } from './checkers/index.ts'
import { readHistories, type Told } from './history.ts'

const M = 'm1m83k2943xgtz1p30g3n6000000'
const C = `c${M.slice(1, 22)}`
const D = 'fleet-a-000'
const SHA = 'ab'.repeat(32)
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type ToldAt = { at: number } & Told
type Tale = Record<string, ToldAt[]>

/** The life of one message as all should have written it down; times in ms, the store's clock is ours. */
function goodTale(): Tale {
  const log = (seq: number, kind: string, t: number, rest = {}): ToldAt => ({
    ...{ at: 9_000, is: 'log', p: 0, epoch: 'e', seq, id: `${M}:${kind}:${seq}`, m: M, d: D, kind, t, rest },
  })
  const ids = ['queued', 'sent', 'received', 'succeeded'].map((kind, i) => `${M}:${kind}:${i + 1}`)
  const bounds = {
    ...{ presenceMs: 1_000, timerMs: 500, skewMs: 100, ackByMs: 2_000, canaryMs: 5_000, drainMs: 60_000 },
    gatewayBytes: 1_000,
  }
  const clocks = { deliverByAt: 60_000, ackByMs: 2_000, leaseMs: 4_000, completeByMs: 15_000 }
  return {
    orchestrator: [
      { at: 0, is: 'run', seed: '1', seconds: 1, durability: 'always', mutant: '', bounds },
      { at: 0, is: 'actor', actor: 'gateway-a', what: 'started', note: '' },
      { at: 0, is: 'actor', actor: 'worker-a', what: 'started', note: '' },
      { at: 1_000, is: 'clock', storeMs: 1_000, lateMs: 1, storeLateMs: 1 },
    ],
    'application-a': [
      { at: 1_000, is: 'intent', key: 'k', draft: { action: 'act' } },
      { at: 1_010, is: 'accepted', key: 'k', commandId: C, messages: [M], durability: 'always' },
    ],
    'fleet-a': [
      { at: 900, is: 'open', d: D, session: 's', resumed: false, channel: 1 },
      { at: 1_020, is: 'got', d: D, m: M, attempt: 1, sha: SHA, deliverByAt: 60_000 },
      { at: 1_021, is: 'said', d: D, m: M, what: 'receipt', channel: 1, sha: SHA, code: '' },
      { at: 1_022, is: 'starts', d: D, m: M, deliverByAt: 60_000 },
      { at: 1_022, is: 'effect', d: D, m: M },
      { at: 1_025, is: 'said', d: D, m: M, what: 'succeeded', channel: 1, sha: '', code: '' },
      { at: 1_035, is: 'stored', d: D, m: M, what: 'result', channel: 1, fenced: false },
    ],
    plain: [
      { at: 900, is: 'opens', why: '', from: {} },
      { at: 1_050, is: 'events', p: 0, first: 1, ids },
    ],
    named: [
      { at: 900, is: 'opens', why: '', from: {} },
      { at: 1_050, is: 'events', p: 0, first: 1, ids },
      { at: 1_051, is: 'acks', n: 1, floor: { 0: 4 } },
      { at: 1_052, is: 'acked', n: 1, word: 'stored' },
    ],
    'gateway-a': [
      { at: 11_000, is: 'memory', rss: 5_000, heap: 1, external: 0 },
      { at: 12_000, is: 'memory', rss: 5_500, heap: 1, external: 0 },
    ],
    final: [
      log(1, 'queued', 1_005),
      log(2, 'sent', 1_010),
      log(3, 'received', 1_030, { sha: SHA, verified: true }),
      log(4, 'succeeded', 1_031),
      { at: 9_000, is: 'stored-message', m: M, d: D, status: 'succeeded', late: false, attempt: 1, clocks },
      { at: 9_000, is: 'api-message', m: M, status: 'succeeded', late: false },
      { at: 9_000, is: 'stored-device', d: D, online: true, node: 'n', session: 's', channel: 1 },
      { at: 9_000, is: 'gateway-channels', gateway: 'gateway-a', channels: 1 },
      { at: 9_000, is: 'drained', ms: 5, open: 0, note: '' },
    ],
  }
}

function found(tale: Tale): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-tale-'))
  folders.push(folder)
  mkdirSync(join(folder, 'histories'))
  for (const [name, lines] of Object.entries(tale))
    appendFileSync(
      join(folder, 'histories', `${name}.jsonl`),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    )
  const histories = readHistories(folder)
  return CHECKERS.filter((checker) => checker.check(histories).violations.length > 0).map(({ name }) => name)
}

/** The good tale with one history told otherwise. */
function told(name: string, change: (lines: ToldAt[]) => ToldAt[]): Tale {
  const tale = goodTale()
  return { ...tale, [name]: change(tale[name] ?? []) }
}

const without = (is: string) => (lines: ToldAt[]) => lines.filter((line) => line.is !== is)
const changed = (is: string, by: object) => (lines: ToldAt[]) =>
  lines.map((line) => (line.is === is ? ({ ...line, ...by } as ToldAt) : line))

describe('checkers', () => {
  it('find nothing in the tale of a message that went well', () => expect(found(goodTale())).toEqual([]))

  it('[M1] an accepted message that is not in the store is lost', () =>
    expect(found(told('final', without('stored-message')))).toContain('accepted, not lost'))

  it('[M11] a second command of the same submit is too many', () => {
    const again: ToldAt = { at: 2_000, is: 'accepted', key: 'k', commandId: 'c2', messages: [], durability: 'always' }
    expect(found(told('application-a', (lines) => [...lines, again]))).toEqual(['accepted, not lost'])
  })

  it('[D1] an effect that was had twice is one too many', () =>
    expect(found(told('fleet-a', (lines) => [...lines, { at: 2_000, is: 'effect', d: D, m: M }]))).toEqual([
      'at most one effect',
    ]))

  it('[M4] another status over the API than in the log is one too many', () =>
    expect(found(told('final', changed('api-message', { status: 'failed' })))).toEqual(['one final status']))

  it('[M2] an event that can not follow is seen', () =>
    expect(
      found(
        told('final', (lines) =>
          lines.map((line) => (line.is === 'log' && line.seq === 3 ? { ...line, kind: 'deferred' } : line)),
        ),
      ),
    ).toContain('one final status'))

  it('[D2] a result that the device was told is stored, and is not, is seen', () =>
    expect(found(told('fleet-a', changed('said', { what: 'rejected' })))).toContain('one final status'))

  it('[H1] a hole in the log is seen', () =>
    expect(found(told('final', (lines) => lines.filter((line) => line.is !== 'log' || line.seq !== 2)))).toContain(
      'hook stream',
    ))

  it('[H2] an event that a subscriber never got is seen, and one that it got twice', () => {
    const events = (first: number, ids: string[]): ToldAt => ({ at: 1_060, is: 'events', p: 0, first, ids })
    const id = `${M}:succeeded:4`
    expect(found(told('plain', (lines) => lines.slice(0, 1)))).toEqual(['hook stream'])
    expect(found(told('plain', (lines) => [...lines, events(4, [id])]))).toEqual(['hook stream'])
  })

  it('[H3] a gap where nothing was lost is seen', () => {
    const gap: ToldAt = { at: 1_060, is: 'gap', p: 0, reason: 'trimmed', first: 2, last: 3 }
    expect(found(told('plain', (lines) => [...lines, gap]))).toEqual(['hook stream'])
  })

  it('[H6] what was acknowledged must not come again on a fresh stream', () => {
    const again: ToldAt[] = [
      { at: 2_000, is: 'opens', why: 'the stream ended', from: {} },
      { at: 2_010, is: 'events', p: 0, first: 4, ids: [`${M}:succeeded:4`] },
    ]
    expect(found(told('named', (lines) => [...lines, ...again]))).toEqual(['hook stream'])
  })

  it('[H6] what was acknowledged may come again when a failover took the acknowledgement back, and only then', () => {
    const again: ToldAt[] = [
      { at: 20_000, is: 'opens', why: 'the stream ended', from: {} },
      { at: 20_010, is: 'events', p: 0, first: 4, ids: [`${M}:succeeded:4`] },
    ]
    const tale = told('named', (lines) => [...lines, ...again])
    const { orchestrator = [] } = tale
    tale.orchestrator = [...orchestrator, { at: 1_200, is: 'loss', fromAt: 1_000, toAt: 1_200 }]
    expect(found(tale)).toEqual([])
    tale.orchestrator = [...orchestrator, { at: 9_200, is: 'loss', fromAt: 9_000, toAt: 9_200 }]
    expect(found(tale)).toEqual(['hook stream'])
  })

  it('[M3] what the device never said is no evidence', () =>
    expect(found(told('fleet-a', without('said')))).toContain('evidence'))

  it('[S3] the word of a replaced channel must not count', () =>
    expect(found(told('fleet-a', changed('stored', { fenced: true })))).toEqual(['session truth']))

  it('[S2] store and device must believe in the same session', () =>
    expect(found(told('final', changed('stored-device', { session: 'other' })))).toEqual(['session truth']))

  it('[S6] a device whose process is gone must be offline in time', () => {
    const gone: ToldAt[] = [
      { at: 2_000, is: 'actor', actor: 'fleet-a', what: 'killed', note: '' },
      { at: 3_500, is: 'online', devices: [D] },
    ]
    expect(found(told('orchestrator', (lines) => [...lines, ...gone]))).toEqual(['session truth'])
  })

  it('[D4] nothing may begin after its deliver_by', () =>
    expect(found(told('fleet-a', changed('starts', { deliverByAt: 500 })))).toEqual(['clocks']))

  it('[M7] a clock that fires late is seen, unless the store was away or stood still', () => {
    const late = (lines: ToldAt[]): ToldAt[] =>
      lines.map((line) => (line.is === 'log' && line.seq >= 3 ? { ...line, t: 6_000 } : line))
    const tale = told('final', late)
    expect(found(tale)).toEqual(['clocks'])
    const { orchestrator = [] } = tale
    const fault = { is: 'fault' as const, id: 0, fault: 'sigkill', targets: ['redis'], detail: {} }
    tale.orchestrator = [
      ...orchestrator,
      { at: 2_000, ...fault, what: 'begins' },
      { at: 5_000, ...fault, what: 'healed' },
    ]
    expect(found(tale)).toEqual([])
    // Its disk was busy with others.
    const clock = { is: 'clock' as const, at: 5_000, storeMs: 5_000, lateMs: 1 }
    tale.orchestrator = [...orchestrator, { ...clock, storeLateMs: 3_000 }]
    expect(found(tale)).toEqual([])
    tale.orchestrator = [...orchestrator, { ...clock, storeLateMs: 100 }]
    expect(found(tale)).toEqual(['clocks'])
  })

  it('[B6] a drain that does not end is seen, and a process that ended by itself', () => {
    expect(found(told('final', changed('drained', { ms: -1 })))).toEqual(['liveness'])
    const end: ToldAt = { at: 2_000, is: 'actor', actor: 'gateway-a', what: 'ended', note: '1' }
    expect(found(told('orchestrator', (lines) => [...lines, end]))).toEqual(['liveness'])
  })

  it('[B2] a gateway that grows beyond its cap is seen', () => {
    const more: ToldAt = { at: 13_000, is: 'memory', rss: 6_500, heap: 1, external: 0 }
    expect(found(told('gateway-a', (lines) => [...lines, more]))).toEqual(['bounded memory'])
  })
})
