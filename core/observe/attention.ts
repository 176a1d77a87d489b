import type { SampleRecord } from '../ports/stats.ts'

export type Severity = 'info' | 'warning' | 'critical'
export type Concern = { severity: Severity; code: string; sentence: string; target: string }

/** What the rules look at. Times are Unix ms; 0: none. */
export type Situation = {
  now: number
  sampledAt: number
  readyDevices: number
  readySince: number
  nextDueAt: number
  online: number
  /** Of the last hour, oldest first. */
  samples: readonly SampleRecord[]
  streams: { parked: number; lagEvents: number; lagMs: number }
  idle: { subscriptions: number; lagEvents: number }
}

const NO_SAMPLE_MS = 30_000
const READY_WARN_MS = 2_000
const READY_CRITICAL_MS = 10_000
const CLOCKS_LATE_MS = 5_000
const LAG_WARN_MS = 60_000
const IDLE_LAG_WARN_EVENTS = 10_000
const HOUR_MS = 3_600_000
const RECENT_MS = 300_000
/** Of those that ended: more is a warning. */
const FAILED_SHARE = 0.05
const RETRIED_SHARE = 0.2
const RETRIED_MIN = 10
/** Of the devices that were online five minutes ago. */
const GONE_SHARE = 0.2
const GONE_MIN = 5

/** What needs somebody, worst first. Each rule is a sentence about what is and what to do, and where to look. */
export function attention(situation: Situation): Concern[] {
  const found = RULES.flatMap((rule) => rule(situation) ?? [])
  return found.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
}

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info']

const RULES: ((situation: Situation) => Concern | undefined)[] = [
  ({ now, sampledAt }) =>
    now - sampledAt <= NO_SAMPLE_MS
      ? undefined
      : {
          severity: 'critical',
          code: 'NO_WORKER',
          sentence: `No worker has looked at the queue ${sampledAt === 0 ? 'yet' : `for ${span(now - sampledAt)}`}, so nothing is sent and no clock ends. Start one, or see its log.`,
          target: '/work',
        },
  ({ now, nextDueAt }) =>
    nextDueAt === 0 || now - nextDueAt <= CLOCKS_LATE_MS
      ? undefined
      : {
          severity: 'critical',
          code: 'CLOCKS_LATE',
          sentence: `Clocks that ended ${span(now - nextDueAt)} ago were not looked at: retries and expiries come late. Workers do not keep up, or the store is slow.`,
          target: '/work',
        },
  ({ now, readyDevices, readySince }) =>
    readySince === 0 || now - readySince <= READY_WARN_MS
      ? undefined
      : {
          severity: now - readySince > READY_CRITICAL_MS ? 'critical' : 'warning',
          code: 'BACKLOG_WAITS',
          sentence: `${plural(readyDevices, 'connected device')} ${readyDevices === 1 ? 'waits' : 'wait'} to be sent something, the first for ${span(now - readySince)}. Add workers, or see what holds them up.`,
          target: '/work',
        },
  failures,
  retries,
  gone,
  ({ streams }) =>
    streams.lagMs <= LAG_WARN_MS
      ? undefined
      : {
          severity: 'warning',
          code: 'SUBSCRIBER_BEHIND',
          sentence: `The slowest subscriber is ${span(streams.lagMs)} behind (${plural(streams.lagEvents, 'event')}). Let it take more at a time, or share its subscription among members.`,
          target: '/hooks',
        },
  ({ streams }) =>
    streams.parked === 0 || streams.lagEvents === 0
      ? undefined
      : {
          severity: 'info',
          code: 'SUBSCRIBER_PARKED',
          sentence: `${plural(streams.parked, 'subscriber')} ${streams.parked === 1 ? 'is' : 'are'} parked: events wait until ${streams.parked === 1 ? 'it grants' : 'they grant'} more.`,
          target: '/hooks',
        },
  ({ idle }) =>
    idle.subscriptions === 0 || idle.lagEvents <= IDLE_LAG_WARN_EVENTS
      ? undefined
      : {
          severity: 'warning',
          code: 'SUBSCRIPTION_IDLE',
          sentence: `Nobody reads ${plural(idle.subscriptions, 'named subscription')}; up to ${plural(idle.lagEvents, 'event')} wait and are lost at the end of their retention. Start its reader, or delete it.`,
          target: '/hooks',
        },
]

function failures({ now, samples }: Situation): Concern | undefined {
  const hour = samples.filter(({ at }) => at > now - HOUR_MS)
  const bad = sum(hour, 'endedBadly')
  if (bad === 0) return undefined
  const share = bad / (bad + sum(hour, 'succeeded'))
  const [status = '', reason = ''] = mostFrequent(hour)?.split(' ') ?? []
  const filter = new URLSearchParams({
    statuses: status,
    ...(reason !== 'OTHER' && { reason }),
    fromAt: `${now - HOUR_MS}`,
  })
  return {
    severity: share > FAILED_SHARE ? 'warning' : 'info',
    code: 'FAILURES',
    sentence: `${plural(bad, 'message')} ended badly in the last hour (${percent(share)} of those that ended), most of them ${status} with ${reason}.`,
    target: `/messages?${filter}`,
  }
}

function retries({ now, samples }: Situation): Concern | undefined {
  const recent = samples.filter(({ at }) => at > now - RECENT_MS)
  const retried = sum(recent, 'retried')
  const share = retried / Math.max(1, sum(recent, 'sent'))
  if (retried < RETRIED_MIN || share < RETRIED_SHARE) return undefined
  return {
    severity: 'warning',
    code: 'RETRIES',
    sentence: `${plural(retried, 'sending')} got no receipt in the last five minutes (${percent(share)}). Devices are frozen or lose their channels; see what they have in common.`,
    target: '/messages?statuses=queued,sent',
  }
}

function gone({ now, samples, online }: Situation): Concern | undefined {
  const before = samples.find(({ at }) => at > now - RECENT_MS)?.online ?? 0
  const lost = before - online
  if (lost < GONE_MIN || lost / before < GONE_SHARE) return undefined
  return {
    severity: 'warning',
    code: 'DEVICES_GONE',
    sentence: `${plural(lost, 'device')} of ${before} went offline within five minutes. A node may have stopped, or a network is away.`,
    target: '/devices?online=false',
  }
}

function mostFrequent(samples: SampleRecord[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { failures } of samples)
    for (const [name, count] of Object.entries(failures)) counts.set(name, (counts.get(name) ?? 0) + count)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

const sum = (samples: SampleRecord[], name: keyof SampleRecord['counts']): number =>
  samples.reduce((total, { counts }) => total + counts[name], 0)

const percent = (share: number): string => `${share < 0.01 ? '<1' : Math.round(share * 100)} %`
const plural = (count: number, what: string): string => `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`

function span(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 120) return `${seconds} s`
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`
}
