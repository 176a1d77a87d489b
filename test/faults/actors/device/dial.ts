import { credentials } from '@grpc/grpc-js'
import { dialWebSocket } from '../../../../bench/devices/websocket.ts'
import type { ConnectRequest } from '../../../../proto/gen/sotto/v1/ConnectRequest.ts'
import type { ConnectResponse__Output } from '../../../../proto/gen/sotto/v1/ConnectResponse.ts'
import { sotto } from '../../../../proto/index.ts'
import type { Wire } from '../../cast.ts'

export type Item = Record<string, unknown>

/** A device's connection, the same over both wires: frames by their names, each with a list. */
export type Line = { say(frame: string, items: Item[]): void; destroy(): void }
export type LineEvents = {
  heard(frame: string, items: Item[]): void
  /** Once, however it ended. */
  closed(why: string): void
}

/** How long a connection may be silent: the server's heartbeat and its patience are shorter together. */
const SILENCE_MS = 8_000
const KEEPALIVE_MS = 2_000

export function dial(wire: Wire, port: number, events: LineEvents): Line {
  return wire === 'grpc' ? dialGrpc(port, events) : dialSocketIo(port, events)
}

/** Socket.IO 5 by hand, as docs/protocol.md has it: text frames of one namespace. */
function dialSocketIo(port: number, { heard, closed }: LineEvents): Line {
  let watchdog: NodeJS.Timeout | undefined
  const link = dialWebSocket('127.0.0.1', port, '/socket.io/?EIO=4&transport=websocket', {
    text(frame) {
      feed()
      if (frame.startsWith('0')) return link.send('40')
      if (frame.startsWith('2')) return link.send('3')
      if (frame.startsWith('41')) return link.destroy()
      if (!frame.startsWith('42')) return
      const [name, items] = JSON.parse(frame.slice(2)) as [string, Item[]]
      heard(name, items)
    },
    closed(why) {
      clearTimeout(watchdog)
      closed(why)
    },
  })
  function feed(): void {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => link.destroy(), SILENCE_MS)
  }
  feed()
  return {
    say: (frame, items) => link.send(`42${JSON.stringify([frame, items])}`),
    destroy: () => link.destroy(),
  }
}

/** On a TCP connection of its own, as every real device has one. */
function dialGrpc(port: number, { heard, closed }: LineEvents): Line {
  const client = new sotto.DeviceService(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_channelz': 0,
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_MS,
  })
  const stream = client.Connect()
  let isOver = false
  const end = (why: string): void => {
    if (isOver) return
    isOver = true
    clearTimeout(waiting)
    client.close()
    closed(why)
  }
  // A connection that never comes about is no stream that ends.
  const waiting = setTimeout(() => {
    stream.cancel()
    end('no answer')
  }, SILENCE_MS)
  stream.on('data', (frame: ConnectResponse__Output) => {
    clearTimeout(waiting)
    for (const [name, value] of Object.entries(frame)) {
      if (Array.isArray(value)) {
        if (value.length > 0) heard(name, value as Item[])
      } else if (value) heard(name, [value as unknown as Item])
    }
  })
  stream.on('error', (error) => end(error.message))
  stream.on('end', () => end('ended'))
  return {
    say: (frame, items) => {
      if (isOver) return
      stream.write((frame === 'hello' ? { hello: items[0] } : { [frame]: items }) as ConnectRequest)
    },
    destroy() {
      stream.cancel()
      end('destroyed')
    },
  }
}
