import { connect, createServer, type Server } from 'node:net'
import { Connection } from './connection.ts'
import type { Direction, Placed, Toxic } from './toxic.ts'

/** Where a way leads: a TCP port of this machine, or a Unix socket. */
export type Target = { port: number } | { path: string }

/** A TCP port through which a target is reached, as well or badly as one likes. */
export type TcpProxy = {
  readonly port: number
  /** Of connections from now on. */
  target: Target
  readonly connections: number
  /** @param direction without one: both. Gives what takes it away again, on connections that stand too. */
  add(toxic: Toxic, direction?: Direction): () => void
  /** All connections get an RST, and new ones are reset until it is taken back. */
  cut(): () => void
  /**
   * What stands is dead without a word: no byte, no FIN and no RST passes, for good, as when a router has forgotten it or a
   * peer lost its power. New ones are accepted and lead nowhere until it is taken back; those stay dead too.
   */
  halfOpen(): () => void
  close(): Promise<void>
}

/** @param unit chance, in [0, 1) */
export async function openProxy(target: Target, unit: () => number): Promise<TcpProxy> {
  const placed = new Set<Placed>()
  const connections = new Set<Connection>()
  let cuts = 0
  let voids = 0
  const toxicsOf = (direction: Direction): Toxic[] =>
    [...placed].filter((one) => (one.direction ?? direction) === direction).map(({ toxic }) => toxic)

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
    if (cuts > 0) return void near.resetAndDestroy()
    const far = connect({
      ...('port' in proxy.target ? { ...proxy.target, host: '127.0.0.1' } : proxy.target),
      allowHalfOpen: true,
    })
    const connection = new Connection(near, far, {
      ...{ toxics: toxicsOf, unit },
      onEnd: () => void connections.delete(connection),
    })
    connections.add(connection)
    if (voids > 0) return connection.halfOpen()
    near.resume()
    for (const one of placed) connection.begin(one)
  })

  const proxy: TcpProxy = {
    port: await listen(server),
    target,
    get connections() {
      return connections.size
    },
    add(toxic, direction) {
      const one: Placed = { toxic, ...(direction && { direction }) }
      placed.add(one)
      for (const connection of connections) connection.begin(one)
      return once(() => {
        placed.delete(one)
        for (const connection of connections) connection.cease(one)
      })
    },
    cut() {
      cuts++
      for (const connection of connections) connection.reset()
      return once(() => {
        cuts--
      })
    },
    halfOpen() {
      voids++
      for (const connection of connections) connection.halfOpen()
      return once(() => {
        voids--
      })
    },
    async close() {
      for (const connection of connections) connection.end()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}

/** What is taken back twice is taken back once. */
function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    act()
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
}
