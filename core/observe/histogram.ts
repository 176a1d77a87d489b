/**
 * Durations in buckets that grow by a tenth each: a quantile is right within 10 %, from a tenth of a millisecond to a month, in
 * some 230 buckets at most. Sparse, because most have a handful; adds up over time and over processes.
 */
export type Histogram = Record<string, number>

const GROWTH = Math.log(1.1)
const SMALLEST_MS = 0.1

export function record(histogram: Histogram, ms: number): void {
  const bucket = Math.max(0, Math.ceil(Math.log(Math.max(ms, SMALLEST_MS) / SMALLEST_MS) / GROWTH))
  histogram[bucket] = (histogram[bucket] ?? 0) + 1
}

export function merge(into: Histogram, other: Histogram): void {
  for (const [bucket, count] of Object.entries(other)) into[bucket] = (into[bucket] ?? 0) + count
}

/** Of a bucket: nothing in it took longer. The first stands for all that took no time. */
export const upperMs = (bucket: number): number => (bucket === 0 ? 0 : SMALLEST_MS * Math.exp(bucket * GROWTH))

/** Zeros when there is nothing. */
export function quantiles(histogram: Histogram): { count: number; p50Ms: number; p99Ms: number; maxMs: number } {
  const buckets = Object.keys(histogram)
    .map(Number)
    .sort((a, b) => a - b)
  const count = buckets.reduce((sum, bucket) => sum + histogram[bucket]!, 0)
  const at = (share: number): number => {
    let left = Math.ceil(count * share)
    for (const bucket of buckets) {
      left -= histogram[bucket]!
      if (left <= 0) return round(upperMs(bucket))
    }
    return 0
  }
  return { count, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
}

const round = (ms: number): number => Number(ms.toPrecision(3))
