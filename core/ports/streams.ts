/** A subscriber that is connected to a node. */
export type StreamRecord = {
  node: string
  application: string
  /** Empty: it keeps its cursor itself. */
  subscription: string
  member: string
  partitions: number[]
  /** [H5] */
  parked: boolean
  lagEvents: number
  lagMs: number
  since: number
  sentEvents: number
}

/** Which subscribers each node has, as it last said; what it said longer ago than STREAMS_STALE_MS does not count. */
export type Streams = {
  put(tenant: string, node: string, streams: StreamRecord[]): Promise<void>
  list(tenant: string): Promise<StreamRecord[]>
}
export const STREAMS_STALE_MS = 15_000
