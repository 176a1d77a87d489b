import type { Frames, SharedDelivery } from '../core/ports/frames.ts'
import type { Cancel } from '../proto/gen/sotto/v1/Cancel.ts'
import type { Deliver } from '../proto/gen/sotto/v1/Deliver.ts'
import { codec } from '../proto/index.ts'

/**
 * core/ports/frames.ts: proto3 JSON for Socket.IO, protobuf for gRPC. What all messages of a command share is encoded once;
 * concatenated fields are one message in both forms.
 */
export function createFrames(): Frames {
  const deliver = codec<Deliver, Deliver>('Deliver')
  const cancel = codec<Cancel, Cancel>('Cancel')
  const jsonTails = new WeakMap<SharedDelivery, string>()
  const protobufTails = new WeakMap<SharedDelivery, Uint8Array>()

  const jsonTail = (shared: SharedDelivery): string => {
    const known = jsonTails.get(shared)
    if (known) return known
    const tail = JSON.stringify({ ...shared, deliverByAt: String(shared.deliverByAt) }).slice(1)
    jsonTails.set(shared, tail)
    return tail
  }
  const protobufTail = (shared: SharedDelivery): Uint8Array => {
    const known = protobufTails.get(shared)
    if (known) return known
    const tail = deliver.encode(shared)
    protobufTails.set(shared, tail)
    return tail
  }

  return {
    deliver(wire, deliveries) {
      if (wire === 'grpc') {
        return fields(
          DELIVER_TAG,
          deliveries.map((delivery) => {
            const { messageId, deviceId, epoch, attempt, traceparent, shared } = delivery
            const head = { messageId, deviceId, epoch, attempt, ...(traceparent !== '' && { traceparent }) }
            return Buffer.concat([deliver.encode(head), protobufTail(shared)])
          }),
        )
      }
      let text = ''
      for (const delivery of deliveries) {
        const { messageId, deviceId, epoch, attempt, traceparent, shared } = delivery
        const traced = traceparent === '' ? '' : `"traceparent":"${traceparent}",`
        // Identifiers need no escaping: their characters are checked where they come in.
        text += `${text === '' ? '' : ','}{"messageId":"${messageId}","deviceId":"${deviceId}","epoch":${epoch},"attempt":${attempt},${traced}${jsonTail(shared)}`
      }
      return Buffer.from(text)
    },
    cancel(wire, messageIds) {
      if (wire === 'grpc')
        return fields(
          CANCEL_TAG,
          messageIds.map((messageId) => cancel.encode({ messageId })),
        )
      return Buffer.from(messageIds.map((messageId) => `{"messageId":"${messageId}"}`).join(','))
    },
  }
}

/** Tags of ConnectResponse's lists. */
const DELIVER_TAG = 0x1a
const CANCEL_TAG = 0x22

const fields = (tag: number, items: Uint8Array[]): Buffer =>
  Buffer.concat(items.flatMap((item) => [lengthPrefix(tag, item.length), item]))

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
