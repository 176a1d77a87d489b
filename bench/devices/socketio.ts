import { dialWebSocket } from './websocket.ts'

/** Socket.IO 5 over a WebSocket, by hand: text frames of one namespace. */
export type SocketIoLink = {
  emit(event: string, argument: unknown): void
  /** Of text that is JSON already. */
  emitText(event: string, json: string): void
  destroy(): void
}
export type SocketIoEvents = {
  /** Connected to the namespace. */
  connected(): void
  /** `acknowledge` is there when the server asked for it. */
  event(name: string, argument: unknown, acknowledge: ((json: string) => void) | undefined): void
  closed(why: string): void
}

export function dialSocketIo(address: string, events: SocketIoEvents): SocketIoLink {
  const { hostname, port } = new URL(address)
  const link = dialWebSocket(hostname, Number(port), '/socket.io/?EIO=4&transport=websocket', {
    text(frame) {
      switch (frame.charCodeAt(0)) {
        case OPEN:
          return link.send('40')
        case PING:
          return link.send('3')
        case MESSAGE:
          return message(frame)
      }
    },
    closed: events.closed,
  })

  function message(frame: string): void {
    const kind = frame.charCodeAt(1)
    if (kind === CONNECTED) return events.connected()
    if (kind === DISCONNECTED) return link.destroy()
    if (kind !== EVENT) return
    const start = frame.indexOf('[')
    const id = frame.slice(2, start)
    const [name, argument] = JSON.parse(frame.slice(start)) as [string, unknown]
    events.event(name, argument, id === '' ? undefined : (json) => link.send(`43${id}[${json}]`))
  }

  return {
    emit: (event, argument) => link.send(`42${JSON.stringify([event, argument])}`),
    emitText: (event, json) => link.send(`42["${event}",${json}]`),
    destroy: () => link.destroy(),
  }
}

const OPEN = '0'.charCodeAt(0)
const PING = '2'.charCodeAt(0)
const MESSAGE = '4'.charCodeAt(0)
const CONNECTED = '0'.charCodeAt(0)
const DISCONNECTED = '1'.charCodeAt(0)
const EVENT = '2'.charCodeAt(0)
