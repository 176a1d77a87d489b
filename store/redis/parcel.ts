import type { Parcel } from '../../core/ports/inbox.ts'

/** Parcels as bytes: per parcel kind, tenant, device, channel, then the items or the reason, each with its length before it. */
const KINDS = ['deliver', 'cancel', 'close'] as const

export function writeParcels(parcels: Parcel[]): Buffer {
  const parts: Uint8Array[] = []
  for (const parcel of parcels) {
    const items = parcel.kind === 'close' ? [Buffer.from(parcel.reason)] : parcel.items
    const tenant = Buffer.from(parcel.tenant)
    const device = Buffer.from(parcel.device)
    const head = Buffer.allocUnsafe(9)
    head.writeUInt8(KINDS.indexOf(parcel.kind), 0)
    head.writeUInt8(tenant.length, 1)
    head.writeUInt8(device.length, 2)
    head.writeUInt32BE(parcel.channel, 3)
    head.writeUInt16BE(items.length, 7)
    parts.push(head, tenant, device)
    for (const item of items) {
      const length = Buffer.allocUnsafe(4)
      length.writeUInt32BE(item.length, 0)
      parts.push(length, item)
    }
  }
  return Buffer.concat(parts)
}

export function readParcels(bytes: Buffer): Parcel[] {
  const parcels: Parcel[] = []
  let at = 0
  const take = (length: number): Buffer => {
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const head = take(9)
    const kind = KINDS[head.readUInt8(0)] ?? 'close'
    const tenant = take(head.readUInt8(1)).toString()
    const device = take(head.readUInt8(2)).toString()
    const channel = head.readUInt32BE(3)
    const items: Uint8Array[] = []
    for (let left = head.readUInt16BE(7); left > 0; left--) items.push(take(take(4).readUInt32BE(0)))
    if (kind === 'close')
      parcels.push({ kind, tenant, device, channel, reason: Buffer.from(items[0] ?? []).toString() })
    else parcels.push({ kind, tenant, device, channel, items })
  }
  return parcels
}
