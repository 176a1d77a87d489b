import type { Wire } from './devices.ts'

/** One sending of one message, as the device gets it. */
export type Delivery = {
  messageId: string
  commandId: string
  deviceId: string
  epoch: number
  attempt: number
  action: string
  content: string
  contentSha256: string
  hook: { applications: string[]; program: string; arguments: string[]; interrupt: boolean }
  deliverByAt: number
  leaseSeconds: number
  completeBySeconds: number
  concurrencyKey: string
  /** [A6] '': nobody traces. */
  traceparent: string
}

/** Encodes what goes to devices, once, for the wire of their channel: JSON text for Socket.IO, protobuf for gRPC. */
export type Frames = {
  deliver(wire: Wire, delivery: Delivery): Uint8Array
  cancel(wire: Wire, messageId: string): Uint8Array
}
