/** What a node is asked to write to its channels. `items` are encoded for the channel's wire, once. */
export type Parcel =
  | { kind: 'deliver'; tenant: string; device: string; channel: number; items: Uint8Array[] }
  | { kind: 'cancel'; tenant: string; device: string; channel: number; items: Uint8Array[] }
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
