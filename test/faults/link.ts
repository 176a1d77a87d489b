import { connect, createServer, type Server, type Socket } from 'node:net'

/** Where a link leads: a TCP port of this machine, or a Unix socket. */
export type Target = { port: number } | { path: string }

/**
 * One way between two parts (`Way` of cast.ts) as a TCP port of its own: everything that goes this way goes through here,
 * so that it can be disturbed here. `target` can be changed, e.g. by a failover; connections that stand stay.
 */
export type Link = {
  readonly name: string
  readonly port: number
  target: Target
  close(): Promise<void>
}

export async function openLink(name: string, target: Target): Promise<Link> {
  const sockets = new Set<Socket>()
  const link = { name, port: 0, target, close }
  const server = createServer((near) => {
    const far = connect('port' in link.target ? { ...link.target, host: '127.0.0.1' } : link.target)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.setNoDelay(true)
      one.pipe(other)
      // The end of one is the end of the other: a peer that was killed must look killed from here.
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  link.port = await listen(server)
  return link

  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
}
