import type { Wire } from './devices.ts'

/** One sending of one message, as the device gets it. */
export type Delivery = {
  messageId: string
  deviceId: string
  epoch: number
  attempt: number
  /** [A6] '': nobody traces. */
  traceparent: string
  shared: SharedDelivery
}

/** What all messages of a command have in common: one object for all of them, so that it is encoded once. */
export type SharedDelivery = {
  commandId: string
  action: string
  content: string
  contentSha256: string
  hook: { applications: string[]; program: string; arguments: string[]; interrupt: boolean }
  deliverByAt: number
  leaseSeconds: number
  completeBySeconds: number
  concurrencyKey: string
  /** [A6] Absent: nothing. */
  tracestate?: string
}

/**
 * One item of a frame: what it alone says, and behind that what all of a command say, which is one object for all of them, so that
 * a node is told it once (store/redis/parcel.ts).
 */
export type EncodedItem = { own: Uint8Array; shared: Uint8Array }

/**
 * Encodes what goes to one device, once, for the wire of its channel: for Socket.IO JSON texts with commas between them, for
 * gRPC the fields of a ConnectResponse. One behind the other, the items are what stands inside the frame.
 */
export type Frames = {
  deliver(wire: Wire, deliveries: Delivery[]): EncodedItem[]
  cancel(wire: Wire, messageIds: string[]): EncodedItem[]
}
