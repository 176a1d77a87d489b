/**
 * The WebSocket under a Socket.IO connection. Events, which are nearly all that devices say and hear, are read and written
 * here, past the layers of engine.io and Socket.IO: those cost more than the rest of a frame. What is not a plain event (the join, a
 * pong, the goodbye) takes the usual way.
 */
export type RawSocket = {
  readonly readyState: number
  pause(): void
  resume(): void
  terminate(): void
  once(event: 'close', listener: () => void): void
  on(event: 'close', listener: (this: RawSocket) => void): void
  on(event: 'message', listener: (this: RawSocket, ...given: Parameters<OnMessage>) => void): void
  listeners(event: 'message'): OnMessage[]
  listeners(event: 'error'): ((error: Error) => void)[]
  removeListener(event: 'error', listener: (error: Error) => void): void
  removeAllListeners(event: 'message'): void
  /** What engine.io itself uses for frames that are encoded already. */
  _sender: { sendFrame(list: Uint8Array[], done: () => void): void }
  _socket: { cork(): void; uncork(): void }
  /** Kept here, so that all sockets share their listener. */
  events?: EventReader
  /** Engine.IO's. */
  usual?: OnMessage | undefined
}

type OnMessage = (data: Buffer, isBinary: boolean) => void

const OPEN = 1
/** How a Socket.IO event of the default namespace begins that asks for no acknowledgement: `42[`. */
const EVENT = [0x34, 0x32, 0x5b] as const

export type EventReader = {
  readonly bytesMax: number
  /** The list of a packet as it is: its name, then what comes with it. */
  event(list: unknown[]): void
  tooLarge(): void
  unreadable(): void
}

/** Takes plain events, from now on; what else comes goes to who listened before. */
export function readEvents(socket: RawSocket, events: EventReader): void {
  socket.events = events
  ;[socket.usual] = socket.listeners('message')
  socket.removeAllListeners('message')
  socket.on('message', onMessage)
}

function onMessage(this: RawSocket, data: Buffer, isBinary: boolean): void {
  const { events } = this
  if (!events || isBinary || data[0] !== EVENT[0] || data[1] !== EVENT[1] || data[2] !== EVENT[2]) {
    this.usual?.call(this, data, isBinary)
    return
  }
  if (data.length > events.bytesMax) return events.tooLarge()
  let list: unknown[]
  try {
    list = JSON.parse(data.toString('utf8', 2)) as unknown[]
  } catch {
    return events.unreadable()
  }
  events.event(list)
}

/** Whole frames in one write. `done` when the kernel has them, or the connection is lost. */
export function writeFrames(socket: RawSocket, bytes: Uint8Array, done: () => void): void {
  if (socket.readyState === OPEN) socket._sender.sendFrame([bytes], done)
  else done()
}
