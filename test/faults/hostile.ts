import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { REQUEST_BYTES_MAX } from '../../core/limits.ts'
import { callGrpcRaw, openHttp2 } from '../support/raw-grpc.ts'
import { dialWebSocket, encodeFrame, type RawWebSocket, upgradeHead } from '../support/raw-websocket.ts'

/** Where a gateway's doors are. */
export type Doors = { http: string; grpc: string }
/** One attack, once: resolves when all that it has to say is said. `keep` gets what stays open until the attacker leaves. */
type Attack = (doors: Doors, keep: (leave: () => void) => void) => Promise<unknown>

/** A channel that waits for its hello; undefined when the door is shut. */
async function join({ http }: Doors, keep: (leave: () => void) => void): Promise<RawWebSocket | undefined> {
  const socket = dialWebSocket(http)
  keep(() => socket.destroy())
  const answer = await socket.answer.catch(() => '')
  if (answer === '') return undefined
  socket.text('40')
  return socket
}

function dial(address: string, keep: (leave: () => void) => void): Socket {
  const [host = '', port] = address.replace('http://', '').split(':')
  const socket = connect(Number(port), host)
  socket.on('error', () => undefined)
  socket.resume()
  keep(() => socket.destroy())
  return socket
}

const FRAGMENTS = 20_000
const STREAMS = 500
const HEADERS = 2_000
/** Sixteen times what a call may be; made once, because making it costs more than being hit by it should. */
const BOMB = gzipSync(Buffer.alloc(16 * REQUEST_BYTES_MAX))

/** One for each class of faults that were found in socket.io, engine.io, ws and grpc-js; test/contract/attacks-*.test.ts have them one by one. */
export const ATTACKS: Record<string, Attack> = {
  async oversize(doors, keep) {
    const socket = await join(doors, keep)
    socket?.bytes(encodeFrame(0x81, Buffer.alloc(16 * 1024 * 1024)).subarray(0, 64 * 1024))
    // An attack is to be refused.
    await callGrpcRaw(doors, 'DeviceService/Connect', Buffer.alloc(REQUEST_BYTES_MAX + 1), {}).catch(() => undefined)
  },
  async 'tiny fragments'(doors, keep) {
    const socket = await join(doors, keep)
    socket?.frame(1, Buffer.from('4'), { fin: false })
    const fragment = encodeFrame(0, Buffer.from('x'))
    socket?.bytes(Buffer.concat(Array.from({ length: FRAGMENTS }, () => fragment)))
  },
  async 'attachment bombs'(doors, keep) {
    for (const packet of ['5100000-["hello"]', '51e9-["hello"]', '51-["hello",{"_placeholder":true,"num":1e9}]']) {
      const socket = await join(doors, keep)
      socket?.text(`4${packet}`)
      for (let i = 0; i < 100; i++) socket?.binary(Buffer.alloc(1_000))
    }
  },
  async 'header floods'(doors, keep) {
    const many = Array.from({ length: HEADERS }, (_, i) => `x${i}: 1`)
    const socket = dialWebSocket(doors.http, { whole: upgradeHead(many) })
    keep(() => socket.destroy())
    // HTTP/2: a header block without an end.
    const http2 = dial(doors.grpc, keep)
    http2.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
    http2.write(http2Frame(4, 0, 0, Buffer.alloc(0)))
    http2.write(http2Frame(1, 0, 1, Buffer.alloc(0)))
    const part = http2Frame(9, 0, 1, Buffer.concat(Array.from({ length: 200 }, () => Buffer.from([0, 1, 120, 1, 121]))))
    for (let i = 0; i < 500 && !http2.destroyed; i++) http2.write(part)
  },
  async 'gzip bomb'(doors) {
    // Here too.
    await callGrpcRaw(doors, 'DeviceService/Connect', BOMB, { 'grpc-encoding': 'gzip' }, 1).catch(() => undefined)
  },
  async 'slow handshakes'(doors, keep) {
    for (let i = 0; i < 50; i++) {
      dial(doors.http, keep).write('POST /sotto.v1.CommandService/Submit HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
      dial(doors.grpc, keep).write('PRI * HTTP/2.0\r\n')
      // Joined, and never a hello.
      await join(doors, keep)
    }
  },
  async 'rapid resets'(doors, keep) {
    const { session, close } = await openHttp2(doors)
    keep(close)
    for (let i = 0; i < STREAMS && !session.destroyed && !session.closed; i++) {
      const stream = session.request({ ':method': 'POST', ':path': '/sotto.v1.DeviceService/Connect' })
      stream.on('error', () => undefined)
      stream.close(8)
    }
  },
  async noise(doors, keep) {
    const socket = await join(doors, keep)
    socket?.bytes(randomBytes(4_096))
    dial(doors.http, keep).write(randomBytes(4_096))
    dial(doors.grpc, keep).write(randomBytes(4_096))
    const other = await join(doors, keep)
    for (const text of ['42["error",{}]', '42["hello",[{"__proto__":1}]]', `42${'['.repeat(20_000)}`, '41'])
      other?.text(text)
  },
}

function http2Frame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head[3] = type
  head[4] = flags
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, payload])
}
