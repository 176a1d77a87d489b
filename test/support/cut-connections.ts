import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that loses the connection on which a word is said, as a network does at the wrong moment. */
export type Cutter = {
  readonly url: string
  cut(): number
  /** So many times more, from now on. */
  again(times: number): void
  close(): Promise<void>
}

/** @param times so often; after that all goes through */
export async function cutConnections(socketPath: string, word: string, times: number): Promise<Cutter> {
  const open = new Set<Socket>()
  let cut = 0
  let cutsMax = times
  const server = createServer((client) => {
    const upstream = connect(socketPath)
    const end = (): void => {
      for (const socket of [client, upstream]) {
        open.delete(socket)
        socket.destroy()
      }
    }
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.once('error', end).once('close', end)
    }
    upstream.pipe(client)
    client.on('data', (bytes) => {
      if (cut < cutsMax && bytes.toString('latin1').toUpperCase().includes(`\r\n${word}\r\n`)) {
        cut++
        end()
      } else {
        upstream.write(bytes)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => cut,
    again: (more) => {
      cutsMax = cut + more
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
