import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server, type Socket } from 'socket.io'
import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import type { Config } from '../../core/config.ts'
import { FRAME_BYTES_MAX, GREETINGS_MAX } from '../../core/limits.ts'
import { type ChannelEnd, type Node, openChannel } from './channel.ts'
import { type RawSocket, readEvents, writeFrames } from './raw-socket.ts'
import { SAID, type Said } from './said.ts'
import { textFrame } from './text-frame.ts'
import type { Accepted, Wire } from './wire.ts'

/** How long the last word may take to leave before the connection is cut. */
const LAST_WORD_MS = 5_000
/** From the WebSocket handshake until the device joins the namespace, where the channel begins. */
const JOIN_TIMEOUT_MS = 10_000
const PATH = '/socket.io/'

/** Device channels over plain Socket.IO on an HTTP server: WebSocket only, so that no node needs stickiness. */
export function serveSocketIo(http: HttpServer, node: Node, config: Config): { close(): Promise<void> } {
  const connectionsMax = config.channelsMax + GREETINGS_MAX
  const io = new Server({
    path: PATH,
    transports: ['websocket'],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    // Above our own bound, so that a frame a little too large is answered with a reason; far larger ones are cut by ws (1009).
    maxHttpBufferSize: 2 * FRAME_BYTES_MAX,
    pingInterval: config.heartbeatSeconds * 1_000,
    pingTimeout: config.heartbeatTimeoutSeconds * 1_000,
    connectTimeout: JOIN_TIMEOUT_MS,
    destroyUpgrade: false,
    allowRequest: (_, done) => done(null, io.engine.clientsCount < connectionsMax),
  })
  io.attach(http)
  http.on('upgrade', refuseOtherUpgrades)
  io.engine.on('connection_error', () => node.observe.refused('BAD_HANDSHAKE'))
  const sockets = new Set<RawSocket>()
  // The first HTTP request of each channel would be kept as long as the channel, by the connection and by its response.
  const responses = new WeakMap<object, { req: unknown }>()
  io.engine.use((request: object, response: { req: unknown }, next: () => void) => {
    responses.set(request, response)
    next()
  })
  io.engine.on('connection', (raw: RawConnection) => {
    const response = raw.request && responses.get(raw.request)
    if (response) response.req = null
    raw.request = null
    allowOneJoin(raw)
    const { socket } = raw.transport
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const turn = createTurn()
  io.on('connection', (socket) => serve(socket, node, turn))
  return {
    async close() {
      io.engine.close()
      const ended = [...sockets].map((socket) => new Promise<void>((resolve) => socket.once('close', resolve)))
      // Who does not answer the goodbye would hold the server open for ws' own 30 s.
      const cut = setTimeout(() => {
        for (const socket of sockets) socket.terminate()
      }, LAST_WORD_MS)
      await Promise.all(ended)
      clearTimeout(cut)
    },
  }
}

/** What of engine.io's socket is used beside its types. */
type RawConnection = {
  request: object | null
  transport: { socket: RawSocket }
  on(event: 'data', listener: (data: unknown) => void): void
  close(discard: boolean): void
}

const rawOf = (socket: Socket): RawSocket => (socket.conn as unknown as RawConnection).transport.socket

/** Node leaves an upgraded socket to us: without a listener its error would end the process, without an end it would stay. */
function refuseOtherUpgrades({ url = '' }: IncomingMessage, socket: Duplex): void {
  if (url.startsWith(PATH)) return
  socket.on('error', () => undefined)
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
}

/** One connection is one channel: each CONNECT packet ("0") would be a new socket, and many fit into one read. */
function allowOneJoin(raw: RawConnection): void {
  let joins = 0
  raw.on('data', (data) => {
    if (typeof data === 'string' && data.startsWith('0') && ++joins > 1) raw.close(true)
  })
}

function serve(socket: Socket, node: Node, turn: Turn): void {
  const channel = openChannel(node, createWire(socket, turn))
  readEvents(rawOf(socket), FRAME_BYTES_MAX, {
    event(list) {
      channel.heard()
      const [event, ...args] = list
      receive(channel, String(event), args)
    },
    tooLarge: () => channel.close('FRAME_TOO_LARGE'),
    unreadable: () => channel.close('BAD_FRAME', 'not a Socket.IO packet'),
  })
  socket.conn.on('packet', ({ type }: { type: string }) => {
    channel.heard()
    // What is no packet at all; engine.io cuts the connection after this.
    if (type === 'error') channel.close('BAD_FRAME', 'not an Engine.IO packet')
  })
  socket.conn.on('data', (data: unknown) => {
    if (typeof data !== 'string' || data.length > FRAME_BYTES_MAX)
      channel.close(typeof data === 'string' ? 'FRAME_TOO_LARGE' : 'BAD_FRAME')
  })
  // A packet that Socket.IO can not read; it cuts the connection after this.
  socket.on('error', () => channel.close('BAD_FRAME', 'not a Socket.IO packet'))
  socket.onAny((event: string, ...args: unknown[]) => receive(channel, event, args))
  socket.on('disconnect', (reason) => {
    channel.lost(reason)
    // Who leaves the namespace has no channel any more, but would keep the connection.
    socket.conn.close()
  })
}

function receive(channel: ChannelEnd, event: string, args: unknown[]): void {
  const [list] = args
  if (args.length !== 1 || !Array.isArray(list)) return channel.close('BAD_FRAME', `${event}: not one list`)
  if (event === 'hello') channel.hello(list[0])
  else if (SAID.includes(event as Said)) channel.said(event as Said, list)
  else channel.close('BAD_FRAME', 'unknown event')
}

function createWire(socket: Socket, turn: Turn): Wire {
  const raw = rawOf(socket)
  // ws knows what waits in it, but not what waits before it: so what was not handed to the kernel yet is counted here.
  let buffered = 0
  let frames: Buffer[] = []
  let onSent: (() => void) | undefined

  /** All frames of a turn are one write. */
  const flush = (): void => {
    if (frames.length === 0) return
    const bytes = frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames)
    const then = onSent
    frames = []
    onSent = undefined
    writeFrames(raw, bytes, () => {
      buffered -= bytes.length
      then?.()
    })
  }
  const write = (parts: readonly (string | Uint8Array)[]): void => {
    const frame = textFrame(parts)
    buffered += frame.length
    if (frames.push(frame) === 1) turn.atEnd(flush)
  }
  const emit = (event: string, item: object): void => write([EVENT, JSON.stringify([event, [item]])])
  return {
    name: 'socketio',
    challenge: (nonce) => emit('challenge', { nonce: Buffer.from(nonce).toString('base64') }),
    welcome: ({ serverTime, ...rest }) => emit('welcome', { ...rest, serverTime: String(serverTime) }),
    // Without Socket.IO's encoder: the items are JSON already.
    items: (kind, body) => write([kind === 'deliver' ? DELIVER : CANCEL, body, ']]']),
    accepted(accepted) {
      write([ACCEPTED, acceptedText(accepted), '}]]'])
    },
    close(reason, retryAfterMs) {
      const { code, reconnect } = CLOSE_REASONS[reason]
      const end = (): void => void socket.disconnect(true)
      emit('close', { code, reason, reconnect, retryAfterMs })
      onSent = end
      // Now: Socket.IO itself may cut the connection after this turn.
      flush()
      setTimeout(() => {
        end()
        // A peer that does not read holds the connection open, and what waits for it.
        raw.terminate()
      }, LAST_WORD_MS).unref()
    },
    pause: () => raw.pause(),
    resume: () => raw.resume(),
    bufferedBytes: () => buffered,
  }
}

/** The marks of an Engine.IO message and, in it, a Socket.IO event. */
const EVENT = '42'
const DELIVER = `${EVENT}["deliver",[`
const CANCEL = `${EVENT}["cancel",[`
const ACCEPTED = `${EVENT}["accepted",[{`

/** The inside of the object. Identifiers of messages need no escaping. */
function acceptedText({ refused, ...lists }: Accepted): string {
  const fields: string[] = []
  for (const name of LISTS) if (lists[name].length > 0) fields.push(`"${name}":["${lists[name].join('","')}"]`)
  if (refused.length > 0) fields.push(`"refused":${JSON.stringify(refused)}`)
  return fields.join(',')
}

const LISTS = ['receipts', 'progress', 'results', 'defers', 'cancels'] as const

type Turn = { atEnd(run: () => void): void }

/** The end of this turn of the loop, for all connections together. */
function createTurn(): Turn {
  let waiting: (() => void)[] = []
  return {
    atEnd(run) {
      if (waiting.push(run) > 1) return
      setImmediate(() => {
        const all = waiting
        waiting = []
        for (const each of all) each()
      })
    },
  }
}
