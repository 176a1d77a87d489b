import type { Histories } from '../history.ts'
import { type Checker, createFindings } from './checker.ts'
import { digestOf, isWithin, linesOf, lossesOf, type Span } from './facts.ts'

const NAME = 'hook stream'
type Findings = ReturnType<typeof createFindings>

/** A place's log as it is at the end: its events by sequence number, as digests. */
type Log = { epochs: Set<string>; first: number; events: number[] }

/**
 * The log has no hole and no event twice; and what each subscriber saw, over all its streams and lives, is the log: nothing
 * left out, nothing before what comes before it, and nothing again that it had acknowledged; unless a `gap` said so.
 */
export const hookStream: Checker = {
  name: NAME,
  promise:
    'Each subscriber sees every event of the log in order, over reconnects and crashes, or is told in a gap what it will not see.',
  rules: ['H1', 'H2', 'H3', 'H6'],
  check(histories) {
    const findings = createFindings(NAME)
    const logs = readLogs(histories, findings)
    let looked = [...logs.values()].reduce((sum, { events }) => sum + events.length, 0)
    for (const name of ALONE) if (histories.names.includes(name)) looked += checkPlain(histories, name, logs, findings)
    for (const [who, members] of Object.entries(SHARED)) looked += checkShared(histories, who, members, logs, findings)
    return { violations: findings.all(), looked }
  },
}

/** By their histories' names, as cast.ts has them. */
const ALONE = ['plain', 'slow']
const SHARED: Record<string, string[]> = { named: ['named'], group: ['member-a', 'member-b', 'member-c'] }

function readLogs(histories: Histories, findings: Findings): Map<number, Log> {
  const logs = new Map<number, Log>()
  const ids = new Set<number>()
  for (const line of linesOf(histories, 'final')) {
    if (line.is !== 'log') continue
    const log = logs.get(line.p) ?? { epochs: new Set(), first: line.seq, events: [] }
    logs.set(line.p, log)
    const next = log.first + log.events.length
    if (line.seq !== next) findings.add(`The log of partition ${line.p} goes from ${next - 1} to ${line.seq}.`)
    const digest = digestOf(line.id)
    if (ids.has(digest))
      findings.add(`The event ${line.id} is in the log twice, now as ${line.seq} of partition ${line.p}.`)
    ids.add(digest)
    log.epochs.add(line.epoch)
    log.events[line.seq - log.first] = digest
  }
  return logs
}

const tailOf = ({ first, events }: Log): number => first + events.length - 1

/** Whether a subscriber was given what the log has there. What was lost with the log's end it may have seen, if a gap followed. */
function compare(
  { at, p, first, ids }: { at: number; p: number; first: number; ids: readonly string[] },
  who: string,
  { logs, gaps, losses }: { logs: Map<number, Log>; gaps: readonly Gap[]; losses: readonly Span[] },
  findings: Findings,
): void {
  const log = logs.get(p)
  for (const [i, id] of ids.entries()) {
    const seq = first + i
    if (log?.events[seq - log.first] === digestOf(id)) continue
    const wasTold = gaps.some((gap) => gap.p === p && gap.reason !== 'trimmed' && gap.at >= at)
    if (wasTold && isWithin(losses, at)) continue
    findings.add(`${who} saw ${id} as ${seq} of partition ${p} at ${at}, which the log does not have there.`)
    return
  }
}

type Gap = { at: number; p: number; reason: string; first: number; last: number }

function gapsOf(histories: Histories, name: string): Gap[] {
  const gaps: Gap[] = []
  for (const line of linesOf(histories, name)) if (line.is === 'gap') gaps.push(line)
  return gaps
}

/** Its cursor is its own: each life begins right behind what it had written down, and a stream goes on where the one before ended. */
function checkPlain(histories: Histories, name: string, logs: Map<number, Log>, findings: Findings): number {
  const next = new Map<number, number>()
  const gaps = gapsOf(histories, name)
  const losses = lossesOf(histories)
  unexplained(histories, name, gaps, findings)
  let seen = 0
  for (const line of linesOf(histories, name)) {
    if (line.is === 'opens') for (const [p, seq] of Object.entries(line.from)) next.set(Number(p), seq + 1)
    // What comes after a gap may begin anywhere, also before it: some events come twice then [H3].
    if (line.is === 'gap') next.delete(line.p)
    if (line.is !== 'events') continue
    const { p, first, ids } = line
    const wanted = next.get(p) ?? (gaps.some((gap) => gap.p === p) ? first : (logs.get(p)?.first ?? 1))
    if (first !== wanted)
      findings.add(`${name} was to get ${wanted} of partition ${p} next and got ${first}, at ${line.at}.`)
    compare(line, name, { logs, gaps, losses }, findings)
    next.set(p, first + ids.length)
    seen += ids.length
  }
  for (const [p, log] of logs) {
    const end = (next.get(p) ?? 1) - 1
    if (end !== tailOf(log)) findings.add(`${name} is at ${end} of partition ${p}, whose log ends at ${tailOf(log)}.`)
  }
  return seen
}

/** Without a loss, nothing may be missing. */
function unexplained(histories: Histories, name: string, gaps: readonly Gap[], findings: Findings): void {
  for (const line of linesOf(histories, 'orchestrator')) if (line.is === 'loss') return
  for (const { at, p, reason, first, last } of gaps)
    findings.add(
      `${name} was told of a gap (${reason}, ${first} to ${last} of partition ${p}) at ${at}, but nothing was lost.`,
    )
}

type Run = { at: number; member: string; p: number; first: number; count: number; isFirst: boolean; openedAt: number }

/**
 * Of a named subscription, of one member or many: in the order of time, no run begins behind something that none of the
 * members has seen, and a fresh stream gets nothing that had been acknowledged before it was opened.
 */
function checkShared(
  histories: Histories,
  who: string,
  members: readonly string[],
  logs: Map<number, Log>,
  findings: Findings,
): number {
  const runs: Run[] = []
  const floors: { at: number; p: number; seq: number }[] = []
  const gaps = members.flatMap((member) => gapsOf(histories, member))
  const losses = lossesOf(histories)
  for (const member of members) {
    if (!histories.names.includes(member)) continue
    const said = new Map<number, [string, number][]>()
    let openedAt = 0
    let fresh = new Set<number>()
    for (const line of linesOf(histories, member)) {
      if (line.is === 'opens') {
        openedAt = line.at
        fresh = new Set()
      }
      if (line.is === 'acks') said.set(line.n, Object.entries(line.floor))
      // What a failover took back may have been an acknowledgement, of events that are still there.
      if (line.is === 'acked' && line.word === 'stored' && !isWithin(losses, line.at))
        for (const [p, seq] of said.get(line.n) ?? []) floors.push({ at: line.at, p: Number(p), seq })
      if (line.is !== 'events') continue
      const { at, p, first, ids } = line
      runs.push({ at, member, p, first, count: ids.length, isFirst: !fresh.has(p), openedAt })
      fresh.add(p)
      compare(line, member, { logs, gaps, losses }, findings)
    }
  }
  unexplained(histories, who, gaps, findings)
  runs.sort((a, b) => a.at - b.at)
  floors.sort((a, b) => a.at - b.at)
  const seenTo = new Map<number, number>()
  for (const { at, member, p, first, count, isFirst, openedAt } of runs) {
    const seen = seenTo.get(p) ?? (logs.get(p)?.first ?? 1) - 1
    if (first > seen + 1 && !gaps.some((gap) => gap.p === p && gap.at <= at))
      findings.add(`${member} got ${first} of partition ${p} at ${at}, but nobody of ${who} has seen ${seen + 1}.`)
    if (isFirst) {
      const floor = floorAt(floors, p, openedAt)
      if (first <= floor.seq && !gaps.some((gap) => gap.p === p && gap.at <= at))
        findings.add(
          `${member} got ${first} of partition ${p} on a stream opened at ${openedAt}, but ${who} had acknowledged ${floor.seq} at ${floor.at}.`,
        )
    }
    seenTo.set(p, Math.max(seen, first + count - 1))
  }
  if (runs.length > 0)
    for (const [p, log] of logs)
      if ((seenTo.get(p) ?? 0) < tailOf(log))
        findings.add(`${who} is at ${seenTo.get(p) ?? 0} of partition ${p}, whose log ends at ${tailOf(log)}.`)
  return runs.reduce((sum, { count }) => sum + count, 0)
}

function floorAt(floors: readonly { at: number; p: number; seq: number }[], p: number, at: number) {
  let most = { at: 0, seq: 0 }
  for (const floor of floors) {
    if (floor.at >= at) break
    if (floor.p === p && floor.seq > most.seq) most = floor
  }
  return most
}
