import { cpus } from 'node:os'
import { CHECKERS } from './checkers/index.ts'
import { NOT_TRIED } from './faults/index.ts'
import { type Lap, violationsOf } from './lap.ts'

/** All laps of a call together. */
export type Report = {
  at: string
  machine: string
  seeds: string[]
  durabilities: string[]
  seconds: number
  messages: number
  events: number
  faults: Record<string, number>
  /** Faults that this machine can't do, and why: the figures say nothing of them. */
  notTried: readonly { name: string; why: string }[]
  /** By checker: what it looked at, what it found. */
  checked: Record<string, { looked: number; violations: string[] }>
  violations: number
  /** The rule of three: with no violation in n messages, the chance of one is below 3/n with 95 % confidence. */
  bound95: number | undefined
}

/** Of those of one checker in all laps; the histories have the rest. */
const SENTENCES_MAX = 20

export function reportOf(laps: readonly Lap[], now: Date): Report {
  const report: Report = {
    at: now.toISOString(),
    machine: `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`,
    ...{ seeds: laps.map(({ seed }) => seed), durabilities: [...new Set(laps.map(({ durability }) => durability))] },
    ...{
      seconds: 0,
      messages: 0,
      events: 0,
      faults: {},
      notTried: NOT_TRIED,
      checked: {},
      violations: 0,
      bound95: undefined,
    },
  }
  for (const lap of laps) {
    report.seconds += lap.seconds
    report.messages += lap.messages
    report.events += lap.events
    report.violations += violationsOf(lap)
    for (const [name, count] of Object.entries(lap.faults)) report.faults[name] = (report.faults[name] ?? 0) + count
    for (const { checker, looked, violations } of lap.verdicts) {
      const known = report.checked[checker] ?? { looked: 0, violations: [] }
      report.checked[checker] = known
      known.looked += looked
      for (const { what } of violations)
        if (known.violations.length < SENTENCES_MAX) known.violations.push(`seed ${lap.seed}: ${what}`)
    }
  }
  if (report.violations === 0 && report.messages > 0) report.bound95 = 3 / report.messages
  return report
}

/** For people at a terminal. */
export function asText(report: Report): string {
  const lines = [
    `${report.messages} messages, ${report.events} events, ${sum(report.faults)} faults in ${report.seconds} s`,
    ...Object.entries(report.faults)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `  ${name.padEnd(20)} ${count}`),
    ...report.notTried.map(({ name, why }) => `  ${name.padEnd(20)} NOT TRIED: ${why}`),
    ...CHECKERS.flatMap(({ name }) => {
      const { looked = 0, violations = [] } = report.checked[name] ?? {}
      const verdict = violations.length === 0 ? 'holds' : 'BROKEN'
      return [
        `  ${name.padEnd(20)} ${verdict.padEnd(7)} ${looked} looked at`,
        ...violations.map((what) => `      ${what}`),
      ]
    }),
    report.bound95 === undefined
      ? `${report.violations} violations`
      : `no violation: below ${scientific(report.bound95)} a message with 95 % confidence`,
  ]
  return `${lines.join('\n')}\n`
}

export const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, one) => all + one, 0)
export const scientific = (value: number): string => value.toExponential(1).replace('e-', ' × 10^−')
