import type { Place } from './messages.ts'

export type Wire = 'socketio' | 'grpc'

export type DeviceRecord = {
  device: string
  epoch: number
  /** Ed25519, 32 bytes raw. */
  publicKey: Uint8Array
  revoked: boolean
  online: boolean
  node: string
  wire: Wire | undefined
  /** Counts the device's channels; fences those before [S3]. */
  channel: number
  session: string
  agent: string
  actions: string[]
  labels: Record<string, string>
  enrolledAt: number
  lastSeenAt: number
  open: number
}

/** A channel that was live and is not any more: its node must close it. */
export type Evicted = { node: string; channel: number }

export type OpenAnswer =
  | { session: string; resumed: boolean; channel: number; evicted: Evicted | undefined; kick: number }
  | { refused: 'UNKNOWN_DEVICE' | 'REVOKED' | 'STALE_EPOCH' }

/** `haveRoom`: each of them can certainly take one more message; false: that is to be asked. */
export type Selected = { devices: string[]; haveRoom: boolean }

/** Devices, their credentials and their sessions. Each call is one atomic step and may be repeated. */
export type Devices = {
  /** [S5] A new public key starts a new epoch: what is open becomes removed. The same key again changes nothing. */
  enroll(
    place: Place,
    device: string,
    publicKey: Uint8Array,
    labels: Record<string, string>,
  ): Promise<{ epoch: number; evicted: Evicted | undefined }>
  revoke(place: Place, device: string): Promise<{ known: boolean; removed: number; evicted: Evicted | undefined }>
  get(place: Place, device: string): Promise<DeviceRecord | undefined>
  /** In the order of the identifiers, over all partitions. */
  list(tenant: string, after: string, count: number): Promise<DeviceRecord[]>
  /** All devices that are not revoked and have these labels, in the order of their identifiers; stops beyond `max`. */
  select(tenant: string, labels: Record<string, string>, max: number): Promise<Selected>
  /** [S2, S3] Binds a channel; what was unreceipted on the older one waits to be sent again. `freshSession` is used unless `presented` is the device's own. */
  open(
    place: Place,
    channel: {
      device: string
      epoch: number
      node: string
      wire: Wire
      presented: string
      freshSession: string
      agent: string
      actions: string[]
    },
  ): Promise<OpenAnswer>
  /** Only if the channel is still that one. */
  close(place: Place, channels: { device: string; channel: number }[]): Promise<void>
  /** [S6] Batched; never one write a ping. Gives the channels that are not live by the store's knowledge: they must be closed. */
  seen(place: Place, channels: { device: string; channel: number }[]): Promise<{ device: string; channel: number }[]>

  /** [A4] Enrolment tokens: stored as SHA-256, spent once. Spending again with the same device and key is the same spending. */
  putToken(
    tokenSha256: string,
    token: { tenant: string; device: string; labels: Record<string, string> },
    ttlMs: number,
  ): Promise<void>
  spendToken(
    tokenSha256: string,
    by: { device: string; publicKey: Uint8Array },
  ): Promise<{ tenant: string; device: string; labels: Record<string, string> } | undefined>
}

/** [S6] Which nodes live. A node that stops beating is taken apart by `bury`. */
export type Nodes = {
  /** False: the lease had ended and the node was taken apart; its channels are not live any more. */
  beat(node: string, leaseMs: number): Promise<boolean>
  leave(node: string): Promise<void>
  /** Nodes whose lease has ended. */
  dead(): Promise<string[]>
  /**
   * Nodes that have channels in a place and no lease at all: one that was taken apart while it was frozen may open channels
   * when it wakes, before its next beat tells it.
   */
  strays(place: Place): Promise<string[]>
  /** Marks up to `count` of its devices in a place offline; how many there were. */
  bury(place: Place, node: string, count: number): Promise<number>
}
