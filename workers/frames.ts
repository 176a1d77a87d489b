import type { Delivery, EncodedItem, Frames, SharedDelivery } from '../core/ports/frames.ts'
import type { Cancel } from '../proto/gen/sotto/v1/Cancel.ts'
import type { Deliver } from '../proto/gen/sotto/v1/Deliver.ts'
import { codec } from '../proto/index.ts'

/** Of one wire. */
type Encoder = {
  /** What all messages of a command say. */
  shared(shared: SharedDelivery): Uint8Array
  /** The rest of a message, which is before that in the same item; `at`: which of the frame's items, from 0. */
  own(delivery: Delivery, sharedBytes: number, at: number): Uint8Array
  cancel(messageId: string, at: number): Uint8Array
}

/** core/ports/frames.ts: proto3 JSON for Socket.IO, protobuf for gRPC; in both, fields may follow each other in pieces. */
export function createFrames(): Frames {
  const encoders = { socketio: json, grpc: protobuf }
  const known = { socketio: new WeakMap<SharedDelivery, Uint8Array>(), grpc: new WeakMap<SharedDelivery, Uint8Array>() }

  function sharedOf(wire: keyof typeof encoders, shared: SharedDelivery): Uint8Array {
    const before = known[wire].get(shared)
    if (before) return before
    const made = encoders[wire].shared(shared)
    known[wire].set(shared, made)
    return made
  }

  return {
    deliver: (wire, deliveries) =>
      deliveries.map((delivery, at) => {
        const shared = sharedOf(wire, delivery.shared)
        return { own: encoders[wire].own(delivery, shared.length, at), shared }
      }),
    cancel: (wire, messageIds): EncodedItem[] =>
      messageIds.map((messageId, at) => ({ own: encoders[wire].cancel(messageId, at), shared: NOTHING })),
  }
}

const NOTHING = new Uint8Array(0)

/** Identifiers need no escaping: their characters are checked where they come in. */
const json: Encoder = {
  shared: (shared) => Buffer.from(JSON.stringify({ ...shared, deliverByAt: String(shared.deliverByAt) }).slice(1)),
  own({ messageId, deviceId, epoch, attempt, traceparent }, _, at) {
    const traced = traceparent === '' ? '' : `"traceparent":"${traceparent}",`
    const ids = `{"messageId":"${messageId}","deviceId":"${deviceId}","epoch":${epoch},"attempt":${attempt},${traced}`
    return Buffer.from(at === 0 ? ids : `,${ids}`, 'latin1')
  },
  cancel: (messageId, at) => Buffer.from(`${at === 0 ? '' : ','}{"messageId":"${messageId}"}`, 'latin1'),
}

const deliver = codec<Deliver, Deliver>('Deliver')
const cancel = codec<Cancel, Cancel>('Cancel')
/** Tags of ConnectResponse's lists. */
const DELIVER_TAG = 0x1a
const CANCEL_TAG = 0x22

const protobuf: Encoder = {
  shared: deliver.encode,
  own({ messageId, deviceId, epoch, attempt, traceparent }, sharedBytes) {
    const head = deliver.encode({ messageId, deviceId, epoch, attempt, ...(traceparent !== '' && { traceparent }) })
    return Buffer.concat([lengthPrefix(DELIVER_TAG, head.length + sharedBytes), head])
  },
  cancel(messageId) {
    const item = cancel.encode({ messageId })
    return Buffer.concat([lengthPrefix(CANCEL_TAG, item.length), item])
  },
}

function lengthPrefix(tag: number, length: number): Uint8Array {
  const bytes = [tag]
  let rest = length
  while (rest > 127) {
    bytes.push((rest & 127) | 128)
    rest >>>= 7
  }
  bytes.push(rest)
  return Uint8Array.from(bytes)
}
