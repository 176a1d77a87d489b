import type { HookStreamInfo, ObserveFrame, Overview, Queues, Sample } from '@sotto/sdk'

/** What has been heard so far: the newest of each, and the samples that a sparkline can show. */
export type Figures = {
  at: number
  overview: Overview | undefined
  queues: Queues | undefined
  streams: HookStreamInfo[] | undefined
  samples: Sample[]
}

/** More than the widest terminal shows. */
const SAMPLES_MAX = 400

export const noFigures = (): Figures => ({
  ...{ at: 0, overview: undefined, queues: undefined, streams: undefined },
  samples: [],
})

export function take(figures: Figures, { serverTime, overview, queues, streams, samples }: ObserveFrame): void {
  figures.at = serverTime
  figures.overview = overview ?? figures.overview
  figures.queues = queues ?? figures.queues
  figures.streams = streams ?? figures.streams
  const newest = figures.samples.at(-1)?.at ?? 0
  figures.samples = [...figures.samples, ...(samples ?? []).filter(({ at }) => at > newest)].slice(-SAMPLES_MAX)
}

/** A second's worth of what a sample counted. */
export const perSecond = (
  sample: Sample,
  name: 'submitted' | 'sent' | 'received' | 'succeeded' | 'endedBadly' | 'retried',
) => (sample.seconds > 0 ? sample[name] / sample.seconds : 0)
