import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { credentials } from '@grpc/grpc-js'
import { io, type Socket } from 'socket.io-client'
import type { ConnectRequest } from '../../proto/gen/sotto/v1/ConnectRequest.ts'
import type { ConnectResponse__Output } from '../../proto/gen/sotto/v1/ConnectResponse.ts'
import { sotto } from '../../proto/index.ts'
import { callHttp } from './call-http.ts'
import type { Deployment } from './deployment.ts'
import { PATIENCE_MS } from './patience.ts'

export type WireName = 'socketio' | 'grpc'
export const WIRES: readonly WireName[] = ['socketio', 'grpc']

export type Identity = { tenant: string; deviceId: string; epoch: number; privateKey: KeyObject }
type Item = Record<string, unknown>
/** What came in: the frame's name and one item of its list. */
export type Heard = { frame: string; item: Item }

/** Enrols a device with a key of its own, as an agent would. */
export async function enrollDevice(deployment: Deployment, deviceId: string): Promise<Identity> {
  const { token } = (await callHttp(deployment, 'FleetService/CreateEnrollment', { deviceId })) as { token: string }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const answer = (await callHttp(
    deployment,
    'DeviceService/Enroll',
    { token, publicKey: raw.toString('base64'), deviceId },
    '',
  )) as Omit<Identity, 'privateKey'>
  return { ...answer, privateKey }
}

/** A device without any SDK: it says just what it is told to, over either wire. */
export type RawDevice = {
  /** Everything heard so far. */
  heard: Heard[]
  say(frame: string, items: Item[]): void
  /** Bytes or events that no agent would send. */
  raw: { socket?: Socket; write?(frame: unknown): void }
  /** The next item of that frame that was not waited for before. */
  next(frame: string): Promise<Item>
  hello(given?: Item): void
  closed: Promise<void>
  close(): void
}

export function dialRaw(deployment: Deployment, wire: WireName, identity: Identity): RawDevice {
  const heard: Heard[] = []
  const waiting: { frame: string; give(item: Item): void }[] = []
  const taken = new Set<Heard>()
  let nonce: Uint8Array = Buffer.alloc(0)
  const hear = (frame: string, item: Item): void => {
    if (frame === 'challenge')
      nonce = typeof item.nonce === 'string' ? Buffer.from(item.nonce, 'base64') : (item.nonce as Uint8Array)
    const entry = { frame, item }
    heard.push(entry)
    const at = waiting.findIndex((wait) => wait.frame === frame)
    if (at === -1) return
    taken.add(entry)
    waiting.splice(at, 1)[0]?.give(item)
  }
  const link = wire === 'socketio' ? dialSocketIo(deployment, hear) : dialGrpc(deployment, hear)
  return {
    heard,
    ...link,
    next(frame) {
      const known = heard.find((entry) => entry.frame === frame && !taken.has(entry))
      if (known) {
        taken.add(known)
        return Promise.resolve(known.item)
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`no ${frame} came; heard ${JSON.stringify(heard.map((entry) => entry.frame))}`)),
          PATIENCE_MS,
        )
        waiting.push({
          frame,
          give(item) {
            clearTimeout(timer)
            resolve(item)
          },
        })
      })
    },
    hello(given = {}) {
      link.say('hello', [{ ...signedHello(identity, nonce, wire), ...given }])
    },
  }
}

/** [S1] The first word of a device, as each wire has it. */
export function signedHello(identity: Identity, nonce: Uint8Array, wire: WireName): Item {
  const { tenant, deviceId, epoch, privateKey } = identity
  const text = `sotto-hello-v1\n${tenant}\n${deviceId}\n${epoch}\n`
  const signature = sign(null, Buffer.concat([Buffer.from(text), nonce]), privateKey)
  return {
    tenant,
    deviceId,
    epoch,
    signature: wire === 'socketio' ? signature.toString('base64') : signature,
    agent: 'raw',
  }
}

/** A device with an open channel, and the session it got. */
export async function openRaw(
  deployment: Deployment,
  wire: WireName,
  identity: Identity,
  sessionId = '',
): Promise<RawDevice & { session: string; welcome: Item }> {
  const device = dialRaw(deployment, wire, identity)
  await device.next('challenge')
  device.hello({ sessionId })
  const welcome = await device.next('welcome')
  return Object.assign(device, { session: String(welcome.sessionId), welcome })
}

type Link = Pick<RawDevice, 'say' | 'raw' | 'closed' | 'close'>

function dialSocketIo({ http }: Deployment, hear: (frame: string, item: Item) => void): Link {
  const socket = io(http, { transports: ['websocket'], reconnection: false, forceNew: true })
  socket.onAny((frame: string, list: Item[]) => {
    for (const item of list) hear(frame, item)
  })
  return {
    raw: { socket },
    say: (frame, items) => void socket.emit(frame, items),
    closed: new Promise((resolve) => socket.once('disconnect', () => resolve())),
    close: () => void socket.disconnect(),
  }
}

function dialGrpc({ grpc }: Deployment, hear: (frame: string, item: Item) => void): Link {
  const client = new sotto.DeviceService(grpc, credentials.createInsecure())
  const stream = client.Connect()
  stream.on('data', (frame: ConnectResponse__Output) => {
    for (const [name, value] of Object.entries(frame)) {
      if (Array.isArray(value)) for (const item of value) hear(name, item as unknown as Item)
      else if (value) hear(name, value as unknown as Item)
    }
  })
  const closed = new Promise<void>((resolve) => {
    stream.once('end', () => resolve())
    stream.once('error', () => resolve())
  })
  return {
    raw: { write: (frame) => void stream.write(frame as ConnectRequest) },
    say: (frame, items) =>
      void stream.write((frame === 'hello' ? { hello: items[0] } : { [frame]: items }) as ConnectRequest),
    closed: closed.then(() => client.close()),
    close: () => stream.cancel(),
  }
}
