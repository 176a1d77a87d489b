import { Client, credentials } from '@grpc/grpc-js'
import type { ConnectRequest } from '../../proto/gen/sotto/v1/ConnectRequest.ts'
import type { ConnectResponse__Output } from '../../proto/gen/sotto/v1/ConnectResponse.ts'
import { codec } from '../../proto/index.ts'
import type { Deployment } from './deployment.ts'
import { type Heard, type Identity, signedHello, type WireName } from './raw-device.ts'
import { dialWebSocket } from './raw-websocket.ts'
import { until } from './until.ts'

/**
 * A device that owns a credential and means ill: below the libraries' own manners. On Socket.IO a text is a WebSocket
 * text frame and bytes a binary one; on gRPC both are the bytes of one message.
 */
export type HostileDevice = {
  heard: Heard[]
  send(raw: string | Uint8Array): void
  /** What is no frame at all: bytes of the TCP stream. On gRPC the same as `send`. */
  bytes(raw: Uint8Array): void
  /** An event or a message of the protocol. */
  say(frame: string, items: object[]): void
  /** Reads nothing more, and keeps the connection. */
  stopReading(): void
  readonly isEnded: boolean
  destroy(): void
}

type Where = Pick<Deployment, 'http' | 'grpc'>

const request = codec<ConnectRequest, ConnectRequest>('ConnectRequest')
const response = codec<ConnectResponse__Output, ConnectResponse__Output>('ConnectResponse')

export function dialHostile(deployment: Where, wire: WireName): HostileDevice {
  return wire === 'socketio' ? dialSocketIo(deployment) : dialGrpc(deployment)
}

/** Gets it a channel; `undefined` when the server has ended the connection before. */
export async function openHostile(
  device: HostileDevice,
  wire: WireName,
  identity: Identity,
): Promise<string | undefined> {
  const heardOf = (frame: string) => device.heard.find((entry) => entry.frame === frame)?.item
  await until(() => heardOf('challenge') !== undefined || device.isEnded)
  const nonce = heardOf('challenge')?.nonce
  if (nonce === undefined || device.isEnded) return undefined
  const bytes = typeof nonce === 'string' ? Buffer.from(nonce, 'base64') : (nonce as Uint8Array)
  device.say('hello', [signedHello(identity, bytes, wire)])
  await until(() => heardOf('welcome') !== undefined || device.isEnded)
  return heardOf('welcome')?.sessionId as string | undefined
}

function dialSocketIo({ http }: Where): HostileDevice {
  const heard: Heard[] = []
  let isEnded = false
  const socket = dialWebSocket(http, {
    hear(text) {
      // "0" opens the connection, "2" is a ping, "42" an event.
      if (text.startsWith('0')) socket.text('40')
      else if (text === '2') socket.text('3')
      else if (text.startsWith('42')) {
        const [frame, list] = JSON.parse(text.slice(2)) as [string, Heard['item'][]]
        for (const item of list) heard.push({ frame, item })
      }
    },
  })
  void socket.closed.then(() => {
    isEnded = true
  })
  return {
    heard,
    get isEnded() {
      return isEnded
    },
    send: (raw) => (typeof raw === 'string' ? socket.text(raw) : socket.binary(raw)),
    bytes: (raw) => socket.bytes(raw),
    say: (frame, items) => socket.text(`42${JSON.stringify([frame, items])}`),
    stopReading: () => void socket.socket.pause(),
    destroy: () => socket.destroy(),
  }
}

function dialGrpc({ grpc }: Where): HostileDevice {
  const heard: Heard[] = []
  let isEnded = false
  const client = new Client(grpc, credentials.createInsecure())
  const stream = client.makeBidiStreamRequest<Buffer, Buffer>(
    '/sotto.v1.DeviceService/Connect',
    (bytes) => bytes,
    (bytes) => bytes,
  )
  stream.on('data', (bytes: Buffer) => {
    for (const [frame, value] of Object.entries(response.decode(bytes))) {
      const items = (Array.isArray(value) ? value : value ? [value] : []) as unknown as Heard['item'][]
      for (const item of items) heard.push({ frame, item })
    }
  })
  const end = (): void => {
    isEnded = true
    client.close()
  }
  stream.on('error', end)
  stream.on('end', end)
  const send = (raw: string | Uint8Array): void => {
    if (!isEnded) stream.write(Buffer.from(raw))
  }
  return {
    heard,
    get isEnded() {
      return isEnded
    },
    send,
    bytes: send,
    say: (frame, items) =>
      send(request.encode((frame === 'hello' ? { hello: items[0] } : { [frame]: items }) as ConnectRequest)),
    stopReading: () => void stream.pause(),
    destroy() {
      stream.cancel()
      client.close()
    },
  }
}
