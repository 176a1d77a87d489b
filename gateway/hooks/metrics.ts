/** What the hook stream counts; the operator's side turns it into metrics. */
export type HookCount =
  | 'events'
  | 'bytes'
  | 'gaps'
  | 'streams_opened'
  | 'streams_refused'
  | 'streams_failed'
  | 'acks'
  | 'acks_refused'
  | 'store_away'

export type HookMetrics = { count(what: HookCount, by: number): void }

/** [H5] As it is at this moment, over all streams of this process. */
export type HookGauges = { streams: number; parked: number; lagEventsMax: number; lagMsMax: number }

export const noMetrics: HookMetrics = { count: () => undefined }
