import type { Overview__Output } from '../../../../proto/gen/sotto/v1/Overview.ts'
import type { Sample__Output } from '../../../../proto/gen/sotto/v1/Sample.ts'
import type { Frame } from '../../wire/watch.ts'

/** What the page knows: the newest figures, and samples of as long as is shown, oldest first. */
export type History = { overview: Overview__Output | undefined; samples: readonly Sample__Output[] }

export const noHistory: History = { overview: undefined, samples: [] }

/** A stream that was opened anew sends its history again: of each time there is one sample. */
export function takeFrame(before: History, frame: Frame, spanSeconds: number): History {
  const overview = frame.overview ?? before.overview
  const fresh = frame.samples ?? []
  const now = overview?.at ?? 0
  const firstFresh = fresh[0]?.at ?? Number.POSITIVE_INFINITY
  const kept = before.samples.filter(({ at }) => at < firstFresh)
  const samples = [...kept, ...fresh].filter(({ at }) => at > now - spanSeconds * 1_000)
  return { overview, samples }
}

export const perSecond = (samples: readonly Sample__Output[], count: (sample: Sample__Output) => number): number[] =>
  samples.map((sample) => count(sample) / Math.max(1, sample.seconds))

/** When each sample ends, and from when on it speaks. */
export function timesOf(samples: readonly Sample__Output[]): { times: number[]; since: number[] } {
  return { times: samples.map(({ at }) => at), since: samples.map(({ at, seconds }) => at - seconds * 1_000) }
}
