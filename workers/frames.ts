import type { Delivery, Frames } from '../core/ports/frames.ts'
import type { Cancel } from '../proto/gen/sotto/v1/Cancel.ts'
import type { Deliver } from '../proto/gen/sotto/v1/Deliver.ts'
import { codec } from '../proto/index.ts'

/**
 * core/ports/frames.ts: proto3 JSON for Socket.IO, protobuf for gRPC. What all messages of a command share is encoded once
 * for the command, whose hook object is the same in all its deliveries; concatenated fields are one message in both forms.
 */
export function createFrames(): Frames {
  const deliver = codec<Deliver, Deliver>('Deliver')
  const cancel = codec<Cancel, Cancel>('Cancel')
  const jsonTails = new WeakMap<object, string>()
  const protobufTails = new WeakMap<object, Uint8Array>()

  const jsonTail = (delivery: Delivery): string => {
    const known = jsonTails.get(delivery.hook)
    if (known) return known
    const { deliverByAt, ...shared } = sharedBy(delivery)
    const tail = `${JSON.stringify({ ...shared, deliverByAt: String(deliverByAt) }).slice(1)}`
    jsonTails.set(delivery.hook, tail)
    return tail
  }
  const protobufTail = (delivery: Delivery): Uint8Array => {
    const known = protobufTails.get(delivery.hook)
    if (known) return known
    const tail = deliver.encode(sharedBy(delivery))
    protobufTails.set(delivery.hook, tail)
    return tail
  }

  return {
    deliver(wire, deliveries) {
      if (wire === 'grpc') {
        return fields(
          DELIVER_TAG,
          deliveries.map((delivery) => {
            const { messageId, deviceId, epoch, attempt, traceparent } = delivery
            const head = { messageId, deviceId, epoch, attempt, ...(traceparent !== '' && { traceparent }) }
            return Buffer.concat([deliver.encode(head), protobufTail(delivery)])
          }),
        )
      }
      let text = ''
      for (const delivery of deliveries) {
        const { messageId, deviceId, epoch, attempt, traceparent } = delivery
        const traced = traceparent === '' ? '' : `"traceparent":"${traceparent}",`
        // Identifiers need no escaping: their characters are checked where they come in.
        text += `${text === '' ? '' : ','}{"messageId":"${messageId}","deviceId":"${deviceId}","epoch":${epoch},"attempt":${attempt},${traced}${jsonTail(delivery)}`
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

function sharedBy({ messageId: _m, deviceId: _d, epoch: _e, attempt: _a, traceparent: _t, ...shared }: Delivery) {
  return shared
}
