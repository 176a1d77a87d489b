import { LRUCache } from 'lru-cache'
import { attention } from '../../core/observe/attention.ts'
import { merge, quantiles } from '../../core/observe/histogram.ts'
import { COUNTED, type Counted, emptyTally, LEGS, type LegHistograms, type LegName } from '../../core/observe/legs.ts'
import type { Figures, SampleRecord } from '../../core/ports/stats.ts'
import type { World } from '../../core/ports/world.ts'
import type { LegFigures } from '../../proto/gen/sotto/v1/LegFigures.ts'
import type { Overview } from '../../proto/gen/sotto/v1/Overview.ts'
import type { Sample } from '../../proto/gen/sotto/v1/Sample.ts'
import { wireStatus } from '../api/message-view.ts'

/** All who look at a tenant within this time see the same figures. */
const FRESH_MS = 900
/** Named subscriptions are up to a thousand reads: they are looked at less often. */
const SUBSCRIPTIONS_FRESH_MS = 10_000
const TENANTS_MAX = 64
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const FAILURES_MAX = 20

export type Board = { overview: Overview; samples: readonly SampleRecord[] }
export type Boards = { of(tenant: string): Promise<Board> }

type Parts = Pick<World, 'clock' | 'operators' | 'subscriptions'>
type Idle = { subscriptions: number; lagEvents: number }
type Kept = { at: number; board: Promise<Board>; samples: SampleRecord[]; idleAt: number; idle: Idle }

/** How each tenant stands: looked up when somebody looks, once for all who do. */
export function createBoards(world: Parts): Boards {
  const boards = new LRUCache<string, Kept>({ max: TENANTS_MAX })

  async function draw(tenant: string, kept: Kept): Promise<Board> {
    const now = world.clock.now()
    const { stats, streams } = world.operators
    const newest = kept.samples.at(-1)?.at ?? now - HOUR_MS
    const [figures, fresh, connected] = await Promise.all([
      stats.figures(tenant),
      stats.since(tenant, newest),
      streams.list(tenant),
    ])
    kept.samples = [...kept.samples.filter(({ at }) => at > now - HOUR_MS), ...fresh]
    if (now - kept.idleAt > SUBSCRIPTIONS_FRESH_MS) {
      kept.idle = await idleSubscriptions(world, tenant, figures)
      kept.idleAt = now
    }
    const highest = (of: 'lagEvents' | 'lagMs'): number =>
      connected.reduce((max, stream) => Math.max(max, stream[of]), 0)
    const hooks = {
      streams: connected.length,
      parked: connected.filter(({ parked }) => parked).length,
      lagEvents: highest('lagEvents'),
      lagMs: highest('lagMs'),
    }
    return { overview: overviewOf(now, figures, kept.samples, hooks, kept.idle), samples: kept.samples }
  }

  return {
    of(tenant) {
      const known = boards.get(tenant)
      const kept = known ?? {
        ...{ at: 0, samples: [], idleAt: 0, idle: { subscriptions: 0, lagEvents: 0 } },
        board: Promise.resolve({ overview: {}, samples: [] }),
      }
      if (!known) boards.set(tenant, kept)
      const now = world.clock.now()
      if (now - kept.at < FRESH_MS) return kept.board
      kept.at = now
      kept.board = draw(tenant, kept)
      // Who looks next asks anew.
      kept.board.catch(() => {
        kept.at = 0
      })
      return kept.board
    },
  }
}

async function idleSubscriptions({ subscriptions }: Parts, tenant: string, { partitions }: Figures): Promise<Idle> {
  const idle = (await subscriptions.list(tenant)).filter(({ members }) => members.length === 0)
  const tails = new Map(partitions.map(({ partition, tailSeq }) => [partition, tailSeq]))
  const lags = idle.map(({ floor }) =>
    floor.reduce((sum, { partition, seq }) => sum + Math.max(0, (tails.get(partition) ?? 0) + 1 - seq), 0),
  )
  return { subscriptions: idle.length, lagEvents: Math.max(0, ...lags) }
}

function overviewOf(
  now: number,
  figures: Figures,
  samples: SampleRecord[],
  hooks: { streams: number; parked: number; lagEvents: number; lagMs: number },
  idle: Idle,
): Overview {
  const { statuses, devices, nodes, partitions } = figures
  const minute = samples.filter(({ at }) => at > now - MINUTE_MS)
  const online = nodes.reduce((sum, node) => sum + node.online, 0)
  const readyDevices = partitions.reduce((sum, partition) => sum + partition.readyDevices, 0)
  const readySince = earliest(partitions.map((partition) => partition.readySince))
  const nextDueAt = earliest(partitions.map((partition) => partition.nextDueAt))
  const sampledAt = samples.at(-1)?.at ?? 0
  return {
    at: now,
    statuses: Object.entries(statuses).flatMap(([status, count]) =>
      count > 0 ? [{ status: wireStatus(status as keyof typeof statuses), count }] : [],
    ),
    devices,
    devicesOnline: online,
    nodes: nodes.filter((node) => node.online > 0).map((node) => ({ node: node.node, devicesOnline: node.online })),
    backlog: { queued: statuses.queued ?? 0, readyDevices, readySince, partitions },
    rates: ratesOf(minute),
    legs: legFigures(mergedLegs(minute)),
    failures: failuresOf(samples),
    hooks: { ...hooks, idleSubscriptions: idle.subscriptions, idleLagEvents: idle.lagEvents },
    attention: attention({
      now,
      sampledAt,
      readyDevices,
      readySince,
      nextDueAt,
      online,
      samples,
      streams: hooks,
      idle,
    }).map(({ severity, ...concern }) => ({
      ...concern,
      severity: `SEVERITY_${severity.toUpperCase()}` as 'SEVERITY_INFO',
    })),
    sampledAt,
  }
}

const earliest = (times: number[]): number => times.filter((time) => time > 0).reduce((a, b) => Math.min(a || b, b), 0)

function ratesOf(samples: SampleRecord[]): Record<Counted, number> {
  const seconds = Math.max(
    1,
    samples.reduce((sum, sample) => sum + sample.seconds, 0),
  )
  const rate = (name: Counted): number => samples.reduce((sum, { counts }) => sum + counts[name], 0) / seconds
  return Object.fromEntries(COUNTED.map((name) => [name, Math.round(rate(name) * 100) / 100])) as Record<
    Counted,
    number
  >
}

function mergedLegs(samples: SampleRecord[]): LegHistograms {
  const { legs } = emptyTally()
  for (const sample of samples) for (const leg of LEGS) merge(legs[leg], sample.legs[leg])
  return legs
}

const legFigures = (legs: LegHistograms): LegFigures[] =>
  LEGS.map((leg) => ({ leg: wireLeg(leg), ...quantiles(legs[leg]) })).filter(({ count }) => count > 0)

const wireLeg = (leg: LegName) => `LEG_${leg.toUpperCase()}` as 'LEG_SUBMIT_SENT'

function failuresOf(samples: SampleRecord[]) {
  const counts = new Map<string, number>()
  for (const { failures } of samples)
    for (const [name, count] of Object.entries(failures)) counts.set(name, (counts.get(name) ?? 0) + count)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, FAILURES_MAX)
    .map(([name, count]) => {
      const [status = '', ...reason] = name.split(' ')
      return { status: wireStatus(status as 'failed'), reason: reason.join(' '), count }
    })
}

export const sampleView = ({ at, seconds, counts, legs, readyDevices, queued, online }: SampleRecord): Sample => ({
  ...{ at, seconds, ...counts, readyDevices, queued, devicesOnline: online },
  legs: legFigures(legs),
})
