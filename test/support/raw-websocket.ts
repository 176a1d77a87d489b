import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

const SOCKET_IO_TARGET = '/socket.io/?EIO=4&transport=websocket'
const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** A WebSocket client that says what no library would: any bits, any fragments, any bytes. */
export type RawWebSocket = {
  readonly socket: Socket
  /** The head of the HTTP answer, when it is whole; rejects when the connection ends before. */
  answer: Promise<string>
  /** Text frames of the server. */
  readonly texts: string[]
  /** Status of the server's close frame, if one came. */
  readonly closeCode: number | undefined
  text(text: string): void
  binary(bytes: Uint8Array): void
  frame(opcode: number, payload: Uint8Array, options?: { fin?: boolean; reserved?: number; masked?: boolean }): void
  bytes(bytes: Uint8Array): void
  /** When the connection has ended, however it did. */
  closed: Promise<void>
  destroy(): void
}

/** @param given more lines of the request's head, or all of it in place of the usual one; who hears text frames */
export function dialWebSocket(
  http: string,
  given: { more?: string[]; whole?: string; hear?(text: string): void } = {},
): RawWebSocket {
  const { hostname, port } = new URL(http)
  const socket = connect(Number(port), hostname)
  const texts: string[] = []
  let closeCode: number | undefined
  let unread = Buffer.alloc(0)
  let settle: (head: string) => void
  let fail: (error: Error) => void
  let isOpen = false
  const answer = new Promise<string>((resolve, reject) => {
    settle = resolve
    fail = reject
  })
  // Asked for by some tests only.
  answer.catch(() => undefined)
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      fail(new Error('the connection ended before an answer'))
      resolve()
    })
  })
  // A server that cuts the connection while we write is what these tests are about.
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    if (!isOpen) readHead()
    if (isOpen) readFrames()
  })
  socket.write(given.whole ?? upgradeHead(given.more))

  function readHead(): void {
    const end = unread.indexOf('\r\n\r\n')
    if (end === -1) return
    const text = unread.subarray(0, end).toString('latin1')
    unread = unread.subarray(end + 4)
    isOpen = text.startsWith('HTTP/1.1 101')
    settle(text)
  }

  function readFrames(): void {
    while (unread.length >= 2) {
      const short = (unread[1] ?? 0) & 127
      const from = short === 126 ? 4 : short === 127 ? 10 : 2
      if (unread.length < from) return
      const length = short === 126 ? unread.readUInt16BE(2) : short === 127 ? Number(unread.readBigUInt64BE(2)) : short
      if (unread.length < from + length) return
      hear((unread[0] ?? 0) & 15, unread.subarray(from, from + length))
      unread = unread.subarray(from + length)
    }
  }

  function hear(opcode: number, payload: Buffer): void {
    if (opcode === OPCODE.text) {
      texts.push(payload.toString())
      given.hear?.(payload.toString())
    } else if (opcode === OPCODE.close) {
      closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
      frame(OPCODE.close, payload.subarray(0, 2))
      socket.end()
    }
  }

  const bytes = (raw: Uint8Array): void => {
    if (!socket.destroyed) socket.write(raw)
  }
  function frame(
    opcode: number,
    payload: Uint8Array,
    { fin = true, reserved = 0, masked = true }: { fin?: boolean; reserved?: number; masked?: boolean } = {},
  ): void {
    bytes(encodeFrame((fin ? 0x80 : 0) | ((reserved & 7) << 4) | (opcode & 15), payload, masked))
  }

  return {
    socket,
    answer,
    texts,
    get closeCode() {
      return closeCode
    },
    text: (text) => frame(OPCODE.text, Buffer.from(text)),
    binary: (payload) => frame(OPCODE.binary, payload),
    frame,
    bytes,
    closed,
    destroy: () => socket.destroy(),
  }
}

/** The request of a WebSocket client that means Socket.IO. */
export function upgradeHead(more: string[] = [], target = SOCKET_IO_TARGET): string {
  return [
    `GET ${target} HTTP/1.1`,
    'Host: localhost',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...more,
    '\r\n',
  ].join('\r\n')
}

/** [RFC 6455, 5.2] A mask of zeros is a mask. */
export function encodeFrame(first: number, payload: Uint8Array, masked = true): Uint8Array {
  const bit = masked ? 0x80 : 0
  const { length } = payload
  const head = Buffer.alloc(14)
  head[0] = first
  let at = 2
  if (length < 126) head[1] = bit | length
  else if (length < 65_536) {
    head[1] = bit | 126
    head.writeUInt16BE(length, 2)
    at = 4
  } else {
    head[1] = bit | 127
    head.writeBigUInt64BE(BigInt(length), 2)
    at = 10
  }
  return Buffer.concat([head.subarray(0, masked ? at + 4 : at), payload])
}
