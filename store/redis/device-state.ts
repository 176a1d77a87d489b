import type { Wire } from '../../core/ports/devices.ts'

/** What changes with a device's messages and channels; written by functions/shared/record.lua (STATE), read here. */
export type DeviceState = {
  revoked: boolean
  epoch: number
  channel: number
  /** Its open messages that are not in its list of those never sent. */
  taken: number
  wire: Wire | undefined
  /** Empty when it is offline. */
  node: string
  session: string
  /** Messages that were sent and not receipted. */
  unreceipted: number
}

const REVOKED = 1
const LONG = 16
/** LISTED_MAX of record.lua: what a list has at most whose device is not marked `long`. */
const LISTED_MAX = 64
const WIRES: (Wire | undefined)[] = [undefined, 'socketio', 'grpc']
const SENT_BYTES = 43
const TAKEN_AT = 9

/**
 * Whether a device can certainly take one more message. False: it is to be asked by a function, which can also look into its list.
 * @param raw null when there is no such device
 */
export function hasRoom(raw: Buffer | null | undefined, openMax: number): boolean {
  if (!raw || (raw[0]! & (REVOKED | LONG)) !== 0) return false
  return raw.readUInt16BE(TAKEN_AT) + LISTED_MAX < openMax
}

export function readDeviceState(raw: Buffer): DeviceState {
  const nodeEnd = 21 + raw.readUInt8(20)
  const sessionEnd = nodeEnd + 1 + raw.readUInt8(nodeEnd)
  return {
    revoked: (raw.readUInt8(0) & REVOKED) !== 0,
    epoch: raw.readUInt32BE(1),
    channel: raw.readUInt32BE(5),
    taken: raw.readUInt16BE(TAKEN_AT),
    wire: WIRES[raw.readUInt8(19)],
    node: raw.toString('latin1', 21, nodeEnd),
    session: raw.toString('latin1', nodeEnd + 1, sessionEnd),
    unreceipted: (raw.length - sessionEnd) / SENT_BYTES,
  }
}
