import { credentials } from '@grpc/grpc-js'
import type { ConnectRequest } from '../../proto/gen/sotto/v1/ConnectRequest.ts'
import type { ConnectResponse__Output } from '../../proto/gen/sotto/v1/ConnectResponse.ts'
import { sotto } from '../../proto/index.ts'
import type { SimulatedAgent } from './agent.ts'

/** A simulated agent's channel over gRPC, on a TCP connection of its own as every real device has one. */
export function openGrpcChannel(
  address: string,
  agent: SimulatedAgent,
  closed: (why: string, comeBackMs: number | undefined) => void,
): { destroy(): void } {
  const client = new sotto.DeviceService(address, credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_channelz': 0,
  })
  const stream = client.Connect()
  let isOver = false
  const end = (why: string, comeBackMs?: number): void => {
    if (isOver) return
    isOver = true
    agent.disconnected()
    client.close()
    closed(why, comeBackMs)
  }
  agent.connected({
    hello: (hello, signature) => stream.write({ hello: { ...hello, signature } } as ConnectRequest),
    results: (results) => stream.write({ result: results } as ConnectRequest),
  })
  stream.on('data', (frame: ConnectResponse__Output) => {
    if (frame.challenge) agent.challenged(frame.challenge.nonce)
    if (frame.welcome) agent.welcomed(frame.welcome.sessionId)
    if (frame.deliver.length > 0) agent.delivered(frame.deliver)
    for (const { results, refused } of frame.accepted) {
      agent.accepted(results)
      agent.refused(refused)
    }
    if (frame.close) end(frame.close.reason, frame.close.retryAfterMs)
  })
  stream.on('error', (error) => end(error.message))
  stream.on('end', () => end('ended'))
  return {
    destroy() {
      stream.cancel()
      end('destroyed')
    },
  }
}
