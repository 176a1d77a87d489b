import type { Bounds, Histories, Line } from '../history.ts'

/** A stretch of time on the machine's clock. */
export type Span = { from: number; to: number }

const BOUNDS_OF_NOTHING: Bounds = {
  ...{ presenceMs: 0, timerMs: 0, skewMs: 0, ackByMs: 0, canaryMs: 0, drainMs: 0, gatewayBytes: 0 },
}

/** What was promised to be so in this run. */
export function boundsOf(histories: Histories): Bounds {
  for (const line of linesOf(histories, 'orchestrator')) if (line.is === 'run') return line.bounds
  return BOUNDS_OF_NOTHING
}

/** A history that nobody wrote is an empty one. */
export function linesOf(histories: Histories, name: string): Iterable<Line> {
  return histories.names.includes(name) ? histories.lines(name) : []
}

/** When a fault was on one of these, by the names of parts and ways; the ends are when it was taken back. */
export function disturbances(histories: Histories, isMeant: (target: string) => boolean): Span[] {
  const open = new Map<string, number>()
  const spans: Span[] = []
  let last = 0
  for (const line of linesOf(histories, 'orchestrator')) {
    last = line.at
    if (line.is !== 'fault' || !line.targets.some(isMeant)) continue
    // Of one target there is one fault at a time.
    const name = `${line.fault} ${line.targets.join(' ')}`
    if (line.what === 'begins') open.set(name, line.at)
    else if (open.has(name)) {
      spans.push({ from: open.get(name) ?? 0, to: line.at })
      open.delete(name)
    }
  }
  for (const from of open.values()) spans.push({ from, to: last })
  return spans.sort((a, b) => a.from - b.from)
}

/** When none of the lists had a moment without a span: all were disturbed at once. */
export function meeting(lists: readonly Span[][]): Span[] {
  return lists.reduce((some, others) =>
    some.flatMap((one) =>
      others
        .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
        .filter(({ from, to }) => from < to),
    ),
  )
}

/** A timer of 50 ms that comes later than this: others have the machine, and what is slow now is not ours. */
const STARVED_MS = 200
const STARVED_BEFORE_MS = 2_000
/** The store says the time in less than this, or it waits for a disk that others have too. */
const STORE_STALLED_MS = 500

/** When the machine, or its disk, was too busy for anybody to be in time. */
export function starvation(histories: Histories): Span[] {
  const spans: Span[] = []
  for (const line of linesOf(histories, 'orchestrator')) {
    if (line.is !== 'clock' || (line.lateMs <= STARVED_MS && line.storeLateMs <= STORE_STALLED_MS)) continue
    spans.push({ from: line.at - STARVED_BEFORE_MS - Math.max(line.lateMs, line.storeLateMs), to: line.at })
  }
  return spans
}

/** When no clock could fire: the store was disturbed, or every worker was, or nobody had the machine. */
export function withoutSweeps(histories: Histories): Span[] {
  const workers = new Set<string>()
  for (const line of linesOf(histories, 'orchestrator'))
    if (line.is === 'actor' && line.actor.startsWith('worker')) workers.add(line.actor)
  const store = disturbances(histories, (target) => target === 'redis')
  const each = [...workers].map((name) =>
    disturbances(histories, (target) => target === name || target.startsWith(`${name}>`)),
  )
  return [...store, ...(each.length > 0 ? meeting(each) : []), ...starvation(histories)].sort((a, b) => a.from - b.from)
}

/** A process that comes back needs this until it works again, on a machine where others start too. */
const RECOVERY_MS = 4_000

/** The latest time at which something due at `due` must have happened, when it takes `boundMs` and waits for these spans to end. */
export function latest(due: number, boundMs: number, spans: readonly Span[]): number {
  let end = due
  for (const { from, to } of spans) if (from <= end + boundMs && to + RECOVERY_MS > end) end = to + RECOVERY_MS
  return end + boundMs
}

/** From the store's clock to ours. */
export function storeClock(histories: Histories): (storeMs: number) => number {
  const samples: { at: number; storeMs: number }[] = []
  for (const line of linesOf(histories, 'orchestrator'))
    if (line.is === 'clock') samples.push({ at: line.at, storeMs: line.storeMs })
  return (storeMs) => {
    let low = 0
    let high = samples.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (samples[middle]!.storeMs < storeMs) low = middle + 1
      else high = middle
    }
    const sample = samples[low]
    return sample ? sample.at + (storeMs - sample.storeMs) : storeMs
  }
}

/** What was stored just before is written down by others a little later. */
const AROUND_MS = 2_000

/** When the store has lost what it had stored: what was accepted then may be gone, if it is told. */
export function lossesOf(histories: Histories): Span[] {
  const spans: Span[] = []
  for (const line of linesOf(histories, 'orchestrator'))
    if (line.is === 'loss') spans.push({ from: line.fromAt - AROUND_MS, to: line.toAt + AROUND_MS })
  return spans
}

export const isWithin = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ from, to }) => from <= at && at <= to)

/** 53 bits of a text: for sets and lists of millions of identifiers. */
export function digestOf(text: string): number {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13)
  }
  return (a >>> 0) * 2 ** 21 + ((b >>> 0) & 0x1fffff)
}
