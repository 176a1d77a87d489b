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
    deliver(wire, delivery) {
      const { messageId, deviceId, epoch, attempt, traceparent } = delivery
      const traced = traceparent !== ''
      if (wire === 'grpc') {
        const head = { messageId, deviceId, epoch, attempt, ...(traced && { traceparent }) }
        return Buffer.concat([deliver.encode(head), protobufTail(delivery)])
      }
      // Identifiers need no escaping: their characters are checked where they come in.
      return Buffer.from(
        `{"messageId":"${messageId}","deviceId":"${deviceId}","epoch":${epoch},"attempt":${attempt},${traced ? `"traceparent":"${traceparent}",` : ''}${jsonTail(delivery)}`,
      )
    },
    cancel(wire, messageId) {
      return wire === 'grpc' ? cancel.encode({ messageId }) : Buffer.from(`{"messageId":"${messageId}"}`)
    },
  }
}

function sharedBy({ messageId: _m, deviceId: _d, epoch: _e, attempt: _a, traceparent: _t, ...shared }: Delivery) {
  return shared
}
