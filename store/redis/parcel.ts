import type { Parcel } from '../../core/ports/inbox.ts'

/** Parcels as bytes: per parcel kind, lengths of tenant and device, channel, count and length of the body; then the three. */
const KINDS = ['deliver', 'cancel', 'close'] as const
const HEAD_BYTES = 13

export function writeParcels(parcels: Parcel[]): Buffer {
  const bodies = parcels.map((parcel) => (parcel.kind === 'close' ? Buffer.from(parcel.reason) : parcel.body))
  // Identifiers are ASCII.
  const length = parcels.reduce(
    (sum, { tenant, device }, i) => sum + HEAD_BYTES + tenant.length + device.length + (bodies[i]?.length ?? 0),
    0,
  )
  const bytes = Buffer.allocUnsafe(length)
  let at = 0
  parcels.forEach((parcel, i) => {
    const { kind, tenant, device, channel } = parcel
    const body = bodies[i] as Uint8Array
    bytes[at] = KINDS.indexOf(kind)
    bytes[at + 1] = tenant.length
    bytes[at + 2] = device.length
    bytes.writeUInt32BE(channel, at + 3)
    bytes.writeUInt16BE(kind === 'close' ? 0 : parcel.count, at + 7)
    bytes.writeUInt32BE(body.length, at + 9)
    at += HEAD_BYTES
    at += bytes.write(tenant, at, 'latin1')
    at += bytes.write(device, at, 'latin1')
    bytes.set(body, at)
    at += body.length
  })
  return bytes
}

export function readParcels(bytes: Buffer): Parcel[] {
  const parcels: Parcel[] = []
  let at = 0
  while (at < bytes.length) {
    const kind = KINDS[bytes[at] ?? 0] ?? 'close'
    const tenantEnd = at + HEAD_BYTES + (bytes[at + 1] ?? 0)
    const deviceEnd = tenantEnd + (bytes[at + 2] ?? 0)
    const channel = bytes.readUInt32BE(at + 3)
    const count = bytes.readUInt16BE(at + 7)
    const end = deviceEnd + bytes.readUInt32BE(at + 9)
    const tenant = bytes.toString('latin1', at + HEAD_BYTES, tenantEnd)
    const device = bytes.toString('latin1', tenantEnd, deviceEnd)
    if (kind === 'close')
      parcels.push({ kind, tenant, device, channel, reason: bytes.toString('latin1', deviceEnd, end) })
    else parcels.push({ kind, tenant, device, channel, count, body: bytes.subarray(deviceEnd, end) })
    at = end
  }
  return parcels
}
