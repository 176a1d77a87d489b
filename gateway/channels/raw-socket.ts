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
  on(event: 'message', listener: OnMessage): void
  listeners(event: 'message'): OnMessage[]
  removeAllListeners(event: 'message'): void
  /** What engine.io itself uses for frames that are encoded already. */
  _sender: { sendFrame(list: Uint8Array[], done: () => void): void }
  _socket: { cork(): void; uncork(): void }
}

type OnMessage = (data: Buffer, isBinary: boolean) => void

const OPEN = 1
/** How a Socket.IO event of the default namespace begins that asks for no acknowledgement: `42[`. */
const EVENT = [0x34, 0x32, 0x5b] as const

export type EventReader = {
  /** The list of a packet as it is: its name, then what comes with it. */
  event(list: unknown[]): void
  tooLarge(): void
  unreadable(): void
}

/** Takes plain events, from now on. */
export function readEvents(socket: RawSocket, bytesMax: number, on: EventReader): void {
  const others = socket.listeners('message')
  socket.removeAllListeners('message')
  socket.on('message', (data, isBinary) => {
    if (isBinary || data[0] !== EVENT[0] || data[1] !== EVENT[1] || data[2] !== EVENT[2])
      return others.forEach((listener) => {
        listener.call(socket, data, isBinary)
      })
    if (data.length > bytesMax) return on.tooLarge()
    let list: unknown[]
    try {
      list = JSON.parse(data.toString('utf8', 2)) as unknown[]
    } catch {
      return on.unreadable()
    }
    on.event(list)
  })
}

/** Whole frames in one write. `done` when the kernel has them, or the connection is lost. */
export function writeFrames(socket: RawSocket, bytes: Uint8Array, done: () => void): void {
  if (socket.readyState === OPEN) socket._sender.sendFrame([bytes], done)
  else done()
}
