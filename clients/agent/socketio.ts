import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client'
import type { OpenTransport, TransportTls } from './transport.ts'
import { fromEvent, toEvents } from './wire-json.ts'

/** @param server http://host:port or https://host:port */
export function socketIoTransport(server: string, tls: TransportTls = {}): OpenTransport {
  const options: Partial<ManagerOptions & SocketOptions> = {
    ...tls,
    transports: ['websocket'],
    // Coming back, and saying things again, is the agent's own business [D5].
    reconnection: false,
    retries: 0,
    forceNew: true,
    timeout: 10_000,
  }
  return ({ heard, drained, down }) => {
    const socket = io(server, options)
    let isOver = false
    const end = (cause: string) => {
      if (isOver) return
      isOver = true
      socket.offAny()
      socket.disconnect()
      down(cause)
    }
    socket.on('connect', () => socket.io.engine.on('drain', () => !isOver && drained()))
    socket.on('connect_error', (error) => end(`The connection failed: ${error.message}`))
    socket.on('disconnect', (reason) => end(`The connection ended: ${reason}`))
    socket.onAny((event: string, argument: unknown) => {
      for (const frame of fromEvent(event, argument)) if (!isOver) heard(frame)
    })
    return {
      send(frame) {
        // Not connected: the library would keep it in its send buffer.
        if (isOver || !socket.connected) return
        for (const [event, list] of toEvents(frame)) socket.emit(event, list)
      },
      isReady: () => !isOver && socket.connected && socket.io.engine.writeBuffer.length === 0,
      close() {
        isOver = true
        socket.offAny()
        socket.disconnect()
      },
    }
  }
}
