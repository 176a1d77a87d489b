import { createServer } from 'node:net'

/**
 * Below those that Linux gives to whoever asks for any, or connects from one: a gateway that is killed for a while must find its
 * own free when it comes back.
 */
const PORTS = { first: 20_000, count: 12_000 }

/** Gives ports of this machine that nobody listens on, none of them twice. */
export function createPorts(): () => Promise<number> {
  const given = new Set<number>()
  return async () => {
    for (;;) {
      const port = PORTS.first + Math.floor(Math.random() * PORTS.count)
      if (given.has(port) || !(await isFree(port))) continue
      given.add(port)
      return port
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
