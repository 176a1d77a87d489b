import { type Checker, createFindings } from './checker.ts'
import { boundsOf, linesOf } from './facts.ts'

const NAME = 'bounded memory'
/** Until a fresh process has loaded and warmed up what it needs. */
const WARM_MS = 10_000
/** A life this long must not grow: its last third beside its first. */
const LONG_MS = 600_000
const GROWTH_BYTES_MAX = 48 * 1024 * 1024

/** Gateways stay under their cap whatever their peers do, and a long life is a flat one. */
export const boundedMemory: Checker = {
  name: NAME,
  promise: "A gateway's memory stays under its cap and flat, however slow or stopped its peers are.",
  rules: ['B2', 'H4', 'H5', 'M10'],
  check(histories) {
    const findings = createFindings(NAME)
    const { gatewayBytes } = boundsOf(histories)
    const starts = new Map<string, number[]>()
    for (const line of linesOf(histories, 'orchestrator'))
      if (line.is === 'actor' && line.what === 'started')
        starts.set(line.actor, [...(starts.get(line.actor) ?? []), line.at])
    let looked = 0
    for (const name of histories.names.filter((known) => known.startsWith('gateway'))) {
      for (const life of livesOf(linesOf(histories, name), starts.get(name) ?? [])) {
        looked += life.length
        const [first] = life
        if (!first) continue
        const most = life.reduce((max, sample) => Math.max(max, sample.rss), 0)
        if (most > first.rss + gatewayBytes)
          findings.add(`${name} grew from ${mib(first.rss)} to ${mib(most)}, by more than ${mib(gatewayBytes)}.`)
        const growth = growthOf(life)
        if (growth > GROWTH_BYTES_MAX)
          findings.add(
            `${name} is not flat: its heap grew by ${mib(growth)} over a life of ${Math.round((life.at(-1)!.at - first.at) / 60_000)} min.`,
          )
      }
    }
    return { violations: findings.all(), looked }
  },
}

type Sample = { at: number; rss: number; heap: number }

/** Samples of each life of the process, without its first seconds. */
function livesOf(lines: Iterable<{ at: number; is: string }>, starts: readonly number[]): Sample[][] {
  const lives: Sample[][] = starts.map(() => [])
  for (const line of lines as Iterable<{ at: number; is: string } & Partial<Sample>>) {
    if (line.is !== 'memory') continue
    const index = starts.findLastIndex((at) => at <= line.at)
    if (index === -1 || line.at - starts[index]! < WARM_MS) continue
    lives[index]!.push({ at: line.at, rss: line.rss ?? 0, heap: line.heap ?? 0 })
  }
  return lives
}

/** Of what is left after collections: the low points of a third. */
function growthOf(life: readonly Sample[]): number {
  const [first, last] = [life[0], life.at(-1)]
  if (!first || !last || last.at - first.at < LONG_MS) return 0
  const third = Math.floor(life.length / 3)
  const low = (samples: readonly Sample[]): number => {
    const sorted = samples.map(({ heap }) => heap).sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 4)] ?? 0
  }
  return low(life.slice(-third)) - low(life.slice(0, third))
}

const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`
