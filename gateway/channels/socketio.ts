import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import type { Config } from '../../core/config.ts'
import { FRAME_BYTES_MAX } from '../../core/limits.ts'
import { type ChannelEnd, type Node, openChannel } from './channel.ts'
import { SAID, type Said } from './said.ts'
import type { Wire } from './wire.ts'

/** How long the last word may take to leave before the connection is cut. */
const LAST_WORD_MS = 1_000

/** Device channels over plain Socket.IO on an HTTP server: WebSocket only, so that no node needs stickiness. */
export function serveSocketIo(http: HttpServer, node: Node, config: Config): { close(): Promise<void> } {
  const io = new Server({
    transports: ['websocket'],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    // Above our own bound, so that a frame a little too large is answered with a reason; far larger ones are cut by ws (1009).
    maxHttpBufferSize: 2 * FRAME_BYTES_MAX,
    pingInterval: config.heartbeatSeconds * 1_000,
    pingTimeout: config.heartbeatTimeoutSeconds * 1_000,
    connectTimeout: 10_000,
    destroyUpgrade: false,
  })
  io.attach(http)
  // The first HTTP request of each channel would be kept as long as the channel.
  io.engine.on('connection', (raw: { request: unknown }) => {
    raw.request = null
  })
  io.on('connection', (socket) => serve(socket, node))
  return {
    async close() {
      await new Promise<void>((resolve) => io.engine.close() && resolve())
    },
  }
}

function serve(socket: Socket, node: Node): void {
  const channel = openChannel(node, createWire(socket))
  socket.conn.on('packet', () => channel.heard())
  socket.conn.on('data', (data: unknown) => {
    if (typeof data !== 'string' || data.length > FRAME_BYTES_MAX)
      channel.close(typeof data === 'string' ? 'FRAME_TOO_LARGE' : 'BAD_FRAME')
  })
  socket.onAny((event: string, ...args: unknown[]) => receive(channel, event, args))
  socket.on('disconnect', (reason) => channel.lost(reason))
}

function receive(channel: ChannelEnd, event: string, args: unknown[]): void {
  const [list] = args
  if (args.length !== 1 || !Array.isArray(list)) return channel.close('BAD_FRAME', `${event}: not one list`)
  if (event === 'hello') channel.hello(list[0])
  else if (SAID.includes(event as Said)) channel.said(event as Said, list)
  else channel.close('BAD_FRAME', 'unknown event')
}

/** What of ws and engine.io tells how much waits for the peer. */
type RawTransport = { socket?: { bufferedAmount?: number } }

function createWire(socket: Socket): Wire {
  const emit = (event: string, item: object): void => {
    socket.conn.write(`2${JSON.stringify([event, [item]])}`)
  }
  return {
    name: 'socketio',
    challenge: (nonce) => emit('challenge', { nonce: Buffer.from(nonce).toString('base64') }),
    welcome: ({ serverTime, ...rest }) => emit('welcome', { ...rest, serverTime: String(serverTime) }),
    // As text, without Socket.IO's encoder: the items are JSON already. "2" is its mark of an event.
    items(kind, items) {
      socket.conn.write(
        `2["${kind}",[${items.map((item) => Buffer.from(item.buffer, item.byteOffset, item.byteLength).toString()).join(',')}]]`,
      )
    },
    accepted(accepted) {
      const lists = Object.entries(accepted).filter(([, list]) => list.length > 0)
      emit('accepted', Object.fromEntries(lists))
    },
    close(reason, retryAfterMs) {
      const { code, reconnect } = CLOSE_REASONS[reason]
      const end = (): void => void socket.disconnect(true)
      socket.conn.write(`2${JSON.stringify(['close', [{ code, reason, reconnect, retryAfterMs }]])}`, undefined, end)
      setTimeout(end, LAST_WORD_MS).unref()
    },
    bufferedBytes() {
      const transport = socket.conn.transport as unknown as RawTransport
      return transport.socket?.bufferedAmount ?? 0
    },
  }
}
