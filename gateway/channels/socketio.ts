import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Socket as Joined, Server } from 'socket.io'
import type { Config } from '../../core/config.ts'
import { FRAME_BYTES_MAX, GREETINGS_MAX } from '../../core/limits.ts'
import { Channel, type Node } from './channel.ts'
import { type EventReader, type RawSocket, readEvents } from './raw-socket.ts'
import { SAID, type Said } from './said.ts'
import { LAST_WORD_MS, SocketIoWire } from './socketio-wire.ts'
import { createTurn, type Turn } from './turn.ts'

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
  const turn = createTurn()
  leanHandshakes(io.engine as unknown as RawEngine, turn)
  leanNamespace(io)
  const sockets = new Set<RawSocket>()
  function forget(this: RawSocket): void {
    sockets.delete(this)
  }
  io.engine.on('connection', (raw: RawConnection) => {
    forgetRequest(raw)
    raw.turn = turn
    raw.on('data', onData)
    const { socket } = raw.transport
    sockets.add(socket)
    socket.on('close', forget)
  })
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

/** What of engine.io's socket is used beside its types; and what we keep of it there, so that all connections share their listeners. */
type RawConnection = {
  request: object | null
  cleanupFn: unknown[]
  transport: { socket: RawSocket }
  on(event: 'data', listener: (this: RawConnection, data: unknown) => void): void
  on(event: 'packet', listener: (this: RawConnection, packet: { type: string }) => void): void
  close(discard: boolean): void
  turn: Turn
  hasJoined?: true
  channel?: Channel
}

const connectionOf = (socket: Joined): RawConnection => socket.conn as unknown as RawConnection

/** What of engine.io's server is used beside its types. */
type RawEngine = {
  prepare(request: RawRequest): void
  verify(request: RawRequest, isUpgrade: boolean, done: (refusal: number | undefined) => void): void
  handleUpgrade(request: RawRequest, socket: Socket, head: Buffer): void
  ws: {
    handleUpgrade(request: RawRequest, socket: Socket, head: Buffer, done: (opened: RawSocket) => void): void
  }
  onWebSocket(request: RawRequest, socket: Socket, opened: RawSocket): void
}
/** `prepare` puts its query there. */
type RawRequest = IncomingMessage & { _query?: Record<string, string> }

/** Of Engine.IO; it refuses older ones. */
const PROTOCOL = '4'

/**
 * Engine.IO's own way of an upgrade, without what it makes for middlewares, of which there are none: a response, and promises. Its
 * answer and the first packet are one write.
 */
function leanHandshakes(engine: RawEngine, turn: Turn): void {
  const usual = engine.handleUpgrade.bind(engine)
  engine.handleUpgrade = (request, socket, head) => {
    engine.prepare(request)
    engine.verify(request, true, (refusal) => {
      // Of both, its own way says why, and cuts the connection at once: an answer that waits for the turn's end would be lost.
      if (refusal !== undefined || request._query?.EIO !== PROTOCOL) return usual(request, socket, head)
      turn.cork(socket)
      engine.ws.handleUpgrade(request, socket, head, (opened) => engine.onWebSocket(request, socket, opened))
    })
  }
}

/** A room of its own for each channel is four sets and entries that nobody looks at: messages find their channel by the hub. */
function leanNamespace(io: Server): void {
  const { adapter } = io.of('/')
  adapter.addAll = () => undefined
  adapter.delAll = () => undefined
}

/** Node leaves an upgraded socket to us: without a listener its error would end the process, without an end it would stay. */
function refuseOtherUpgrades({ url = '' }: IncomingMessage, socket: Duplex): void {
  if (url.startsWith(PATH)) return
  socket.on('error', () => undefined)
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
}

/**
 * One connection is one channel: each CONNECT packet ("0") would be a new socket, and many fit into one read. The answer to the
 * join and the challenge are one write.
 */
function onData(this: RawConnection, data: unknown): void {
  const isText = typeof data === 'string'
  if (isText && data.startsWith('0')) {
    if (this.hasJoined) this.close(true)
    else this.turn.cork(this.transport.socket._socket)
    this.hasJoined = true
  }
  if (!isText || data.length > FRAME_BYTES_MAX) this.channel?.close(isText ? 'FRAME_TOO_LARGE' : 'BAD_FRAME')
}

function onPacket(this: RawConnection, { type }: { type: string }): void {
  this.channel?.heard()
  // What is no packet at all; engine.io cuts the connection after this.
  if (type === 'error') this.channel?.close('BAD_FRAME', 'not an Engine.IO packet')
}

/** One for each channel would be half a kilobyte: the socket's `data` is its channel. */
type Served = Joined & { data: Channel }

/** A packet that Socket.IO can not read; it cuts the connection after this. */
function onUnreadable(this: Served): void {
  this.data.close('BAD_FRAME', 'not a Socket.IO packet')
}

function onAny(this: Served, event: string, ...args: unknown[]): void {
  receive(this.data, event, args)
}

function onDisconnect(this: Served, reason: string): void {
  this.data.lost(reason)
  // Who leaves the namespace has no channel any more, but would keep the connection.
  this.conn.close()
}

function serve(socket: Joined, node: Node, turn: Turn): void {
  const connection = connectionOf(socket)
  const raw = connection.transport.socket
  forgetUnused(socket)
  const channel = new Channel(node, new SocketIoWire(socket, raw, turn))
  socket.data = channel
  connection.channel = channel
  readEvents(raw, new Reader(channel))
  connection.on('packet', onPacket)
  socket.on('error', onUnreadable)
  socket.on('disconnect', onDisconnect)
}

/** The first HTTP request, and the listener of its upgrade, would be kept as long as the channel. */
function forgetRequest(raw: RawConnection): void {
  raw.request = null
  const { socket } = raw.transport
  for (const listener of socket.listeners('error'))
    if (listener.name === 'onUpgradeError') socket.removeListener('error', listener)
}

/**
 * How the connection began, which nobody asks, and who waits for acknowledgements, which nobody does. A list that something was put
 * into has room for sixteen more: one as long as it is, or shared by all, has not. A kilobyte in all.
 */
function forgetUnused(socket: Joined): void {
  Object.assign(socket, { handshake: undefined, acks: NO_ACKS, _anyListeners: ANY_LISTENERS })
  const connection = connectionOf(socket)
  connection.cleanupFn = connection.cleanupFn.slice()
  const callbacks = (socket.client as unknown as RawClient).decoder._callbacks
  callbacks.$decoded = callbacks.$decoded?.slice()
}

/** What of Socket.IO's client is used beside its types. */
type RawClient = { decoder: { _callbacks: Record<string, unknown[] | undefined> } }

const NO_ACKS = new Map<number, () => void>()
const ANY_LISTENERS = [onAny]

/** Plain events, as they were read from the WebSocket. */
class Reader implements EventReader {
  private readonly channel: Channel

  constructor(channel: Channel) {
    this.channel = channel
  }

  event([event, ...args]: unknown[]): void {
    this.channel.heard()
    // Of anything else a text might not be made: an array that is nested a thousand times, an object whose `toString` is a number.
    if (typeof event === 'string') receive(this.channel, event, args)
    else this.channel.close('BAD_FRAME', 'not a Socket.IO packet')
  }

  get bytesMax(): number {
    return FRAME_BYTES_MAX
  }

  tooLarge(): void {
    this.channel.close('FRAME_TOO_LARGE')
  }

  unreadable(): void {
    this.channel.close('BAD_FRAME', 'not a Socket.IO packet')
  }
}

function receive(channel: Channel, event: string, args: unknown[]): void {
  const [list] = args
  if (args.length !== 1 || !Array.isArray(list)) return channel.close('BAD_FRAME', `${event}: not one list`)
  if (event === 'hello') channel.hello(list[0])
  else if (SAID.includes(event as Said)) channel.said(event as Said, list)
  else channel.close('BAD_FRAME', 'unknown event')
}
