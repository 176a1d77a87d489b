import type { EncodedItem } from './frames.ts'

/** What a node is asked to write to its channels: the items of a frame, encoded for the channel's wire (core/ports/frames.ts). */
export type Parcel =
  | { kind: 'deliver' | 'cancel'; tenant: string; device: string; channel: number; items: EncodedItem[] }
  | { kind: 'close'; tenant: string; device: string; channel: number; reason: string }

/**
 * One stream per node, bounded, in order. It may lose parcels (node dead, bound reached): the message's ack_by brings
 * them again, so nothing depends on it but speed.
 */
export type Inbox = {
  send(node: string, parcels: Parcel[]): Promise<void>
  /** Calls back with each batch in order until closed. Survives lost connections. */
  read(node: string, onParcels: (parcels: Parcel[]) => void): { close(): Promise<void> }
}
