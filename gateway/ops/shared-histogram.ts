import type { Registry } from 'prom-client'

/** Counts that are not cumulative yet, by label value and upper bound, and the sums. */
export type SharedCounts = { label: string; sum: number; buckets: Record<string, number> }[]

/**
 * A histogram whose counts are kept elsewhere: all nodes of a deployment show the same. prom-client's own counts what this
 * process observes; in the registry, a metric is whatever gives its values.
 */
export function createSharedHistogram(
  registry: Registry,
  { name, help, label, bounds }: { name: string; help: string; label: string; bounds: readonly number[] },
) {
  let counts: SharedCounts = []
  const metric = {
    name,
    help,
    type: 'histogram',
    labelNames: [label],
    aggregator: 'first',
    reset: () => {
      counts = []
    },
    get: async () => ({ name, help, type: 'histogram', aggregator: 'first', values: counts.flatMap(valuesOf) }),
  }
  registry.registerMetric(metric as unknown as Parameters<Registry['registerMetric']>[0])

  function valuesOf({ label: value, sum, buckets }: SharedCounts[number]) {
    const labels = { [label]: value }
    let below = 0
    const cumulative = [...bounds.map(String), '+Inf'].map((le) => {
      below += buckets[le] ?? 0
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: below }
    })
    return [
      ...cumulative,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: below },
    ]
  }

  return {
    set(next: SharedCounts): void {
      counts = next
    },
  }
}
