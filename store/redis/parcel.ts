import type { EncodedItem } from '../../core/ports/frames.ts'
import type { Parcel } from '../../core/ports/inbox.ts'

/**
 * Parcels as bytes. First what items of them share, each once: how many, then of each its length and itself. Then the parcels: kind,
 * lengths of tenant and device, channel, how many items or how long a reason; tenant, device and reason; of each item the length of its
 * own part, the number of the shared part behind that (from 0), and its own part.
 */
const KINDS = ['deliver', 'cancel', 'close'] as const
const COUNT_BYTES = 4
const HEAD_BYTES = 11
const ITEM_BYTES = 8
const NO_ITEMS: EncodedItem[] = []

/** Texts are ASCII. */
export function writeParcels(parcels: Parcel[]): Buffer {
  const numbers = new Map<Uint8Array, number>()
  let length = COUNT_BYTES
  for (const parcel of parcels) {
    length += HEAD_BYTES + parcel.tenant.length + parcel.device.length
    if (parcel.kind === 'close') length += parcel.reason.length
    for (const { own, shared } of itemsOf(parcel)) {
      length += ITEM_BYTES + own.length
      if (numbers.has(shared)) continue
      numbers.set(shared, numbers.size)
      length += COUNT_BYTES + shared.length
    }
  }
  const bytes = Buffer.allocUnsafe(length)
  let at = bytes.writeUInt32BE(numbers.size, 0)
  for (const shared of numbers.keys()) at = put(bytes, shared, bytes.writeUInt32BE(shared.length, at))
  for (const parcel of parcels) {
    const { kind, tenant, device, channel } = parcel
    const items = itemsOf(parcel)
    const reason = kind === 'close' ? parcel.reason : ''
    bytes[at] = KINDS.indexOf(kind)
    bytes[at + 1] = tenant.length
    bytes[at + 2] = device.length
    bytes.writeUInt32BE(channel, at + 3)
    at = bytes.writeUInt32BE(kind === 'close' ? reason.length : items.length, at + 7)
    at += bytes.write(tenant + device + reason, at, 'latin1')
    for (const { own, shared } of items) {
      bytes.writeUInt32BE(own.length, at)
      at = put(bytes, own, bytes.writeUInt32BE(numbers.get(shared) ?? 0, at + 4))
    }
  }
  return bytes
}

const itemsOf = (parcel: Parcel): EncodedItem[] => (parcel.kind === 'close' ? NO_ITEMS : parcel.items)

/** Returns where it ends. */
function put(bytes: Buffer, part: Uint8Array, at: number): number {
  bytes.set(part, at)
  return at + part.length
}

export function readParcels(bytes: Buffer): Parcel[] {
  const shares: Uint8Array[] = []
  let at = COUNT_BYTES
  for (let left = bytes.readUInt32BE(0); left > 0; left--) {
    const from = at + COUNT_BYTES
    at = from + bytes.readUInt32BE(at)
    shares.push(bytes.subarray(from, at))
  }
  const parcels: Parcel[] = []
  while (at < bytes.length) {
    const kind = KINDS[bytes[at] ?? 0] ?? 'close'
    const tenantEnd = at + HEAD_BYTES + (bytes[at + 1] ?? 0)
    const deviceEnd = tenantEnd + (bytes[at + 2] ?? 0)
    const channel = bytes.readUInt32BE(at + 3)
    const count = bytes.readUInt32BE(at + 7)
    const tenant = bytes.toString('latin1', at + HEAD_BYTES, tenantEnd)
    const device = bytes.toString('latin1', tenantEnd, deviceEnd)
    if (kind === 'close') {
      at = deviceEnd + count
      parcels.push({ kind, tenant, device, channel, reason: bytes.toString('latin1', deviceEnd, at) })
      continue
    }
    const items: EncodedItem[] = []
    at = deviceEnd
    for (let left = count; left > 0; left--) {
      const from = at + ITEM_BYTES
      const shared = shares[bytes.readUInt32BE(at + 4)]
      at = from + bytes.readUInt32BE(at)
      if (shared) items.push({ own: bytes.subarray(from, at), shared })
    }
    parcels.push({ kind, tenant, device, channel, items })
  }
  return parcels
}
