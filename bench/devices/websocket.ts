import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/**
 * A WebSocket client that does only what a simulated device needs: text frames, pings and closes, straight on a socket. It
 * costs a fraction of a full client, so that what is measured is the server.
 */
export type WebSocketLink = { send(text: string): void; destroy(): void }
export type WebSocketEvents = {
  /** For who speaks first; a server of Socket.IO does. */
  opened?(): void
  text(text: string): void
  /** Once, however it ended. */
  closed(why: string): void
}

const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10
const FIN = 0x80
const MASKED = 0x80
const LENGTH_16 = 126
const LENGTH_64 = 127

export function dialWebSocket(host: string, port: number, path: string, events: WebSocketEvents): WebSocketLink {
  const socket = connect({ host, port, noDelay: true })
  const mask = randomBytes(4)
  let state: 'upgrading' | 'open' | 'closed' = 'upgrading'
  let rest: Buffer = Buffer.alloc(0)

  const end = (why: string): void => {
    if (state === 'closed') return
    state = 'closed'
    socket.destroy()
    events.closed(why)
  }
  socket.write(upgradeRequest(host, port, path))
  socket.on('error', (error) => end(error.message))
  socket.on('close', () => end('closed'))
  socket.on('data', (bytes: Buffer) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    if (state === 'upgrading') {
      const head = rest.indexOf('\r\n\r\n')
      if (head === -1) return
      if (!rest.subarray(0, head).toString('latin1').startsWith('HTTP/1.1 101')) return end('not upgraded')
      state = 'open'
      rest = rest.subarray(head + 4)
      events.opened?.()
    }
    readFrames()
  })

  function readFrames(): void {
    while (state === 'open' && rest.length >= 2) {
      const short = rest[1]! & 0x7f
      const head = short === LENGTH_16 ? 4 : short === LENGTH_64 ? 10 : 2
      if (rest.length < head) return
      const length =
        short === LENGTH_16 ? rest.readUInt16BE(2) : short === LENGTH_64 ? Number(rest.readBigUInt64BE(2)) : short
      if (rest.length < head + length) return
      const code = rest[0]! & 0x0f
      const payload = rest.subarray(head, head + length)
      const isWhole = (rest[0]! & FIN) !== 0
      rest = rest.subarray(head + length)
      if (!isWhole || code === 0) return end('a fragmented frame')
      if (code === TEXT) events.text(payload.toString())
      else if (code === PING) write(socket, PONG, payload, mask)
      else if (code === CLOSE) return end('closed by the server')
    }
  }

  return {
    send(text) {
      if (state === 'open') write(socket, TEXT, Buffer.from(text), mask)
    },
    destroy: () => end('destroyed'),
  }
}

function write(socket: Socket, code: number, payload: Buffer, mask: Buffer): void {
  const { length } = payload
  const head = length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + 4 + length)
  frame[0] = FIN | code
  if (head === 2) frame[1] = MASKED | length
  else if (head === 4) {
    frame[1] = MASKED | LENGTH_16
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = MASKED | LENGTH_64
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  mask.copy(frame, head)
  for (let i = 0; i < length; i++) frame[head + 4 + i] = payload[i]! ^ mask[i & 3]!
  socket.write(frame)
}

function upgradeRequest(host: string, port: number, path: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    '\r\n',
  ].join('\r\n')
}
