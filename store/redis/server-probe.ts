import { connect } from 'node:net'

/** What a server on a Unix socket says of itself. */
export type ServerAnswer =
  /** It serves. `version` is the Redis version whose commands it has; Valkey gives the one it is compatible with. */
  | { state: 'ready'; version: string }
  /** It reads its data and serves nothing yet. */
  | { state: 'loading' }
  /** Somebody listens and says nothing of use: a long script, a server that ends, another program. */
  | { state: 'busy' }
  /** Nobody listens. */
  | { state: 'absent' }

/** INFO is answered within microseconds, and by a server that loads too; only a running script holds it up. */
const answerTimeoutMs = 1_000

/** Asks who serves on `socketPath`. A client library is too much for this: it reconnects, queues and retries. */
export async function probeServer(socketPath: string): Promise<ServerAnswer> {
  const reply = await askServer(socketPath, 'INFO', answerTimeoutMs)
  if (reply === 'absent') return { state: 'absent' }
  const version = infoField(reply, 'redis_version')
  if (version === undefined) return { state: 'busy' }
  return infoField(reply, 'loading') === '0' ? { state: 'ready', version } : { state: 'loading' }
}

/** Asks the server on `socketPath` to write everything down and to end. Returns when it has closed the connection. */
export async function shutServerDown(socketPath: string, timeoutMs: number): Promise<void> {
  await askServer(socketPath, 'SHUTDOWN', timeoutMs)
}

/** Sends one command; resolves with what came back until the reply was whole, the server hung up, or time was out. */
function askServer(socketPath: string, command: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve) => {
    let reply = ''
    let listening = false
    const socket = connect(socketPath)
    socket.setEncoding('utf8').setTimeout(timeoutMs)
    socket.on('connect', () => {
      listening = true
      socket.write(`${command}\r\n`)
    })
    socket.on('data', (chunk) => {
      reply += chunk
      if (isWhole(reply)) socket.destroy()
    })
    socket.on('timeout', () => socket.destroy())
    // Refused or missing: nobody listens, which 'close' reports. Anything else ends in the words received so far.
    socket.on('error', () => {})
    socket.on('close', () => resolve(listening ? reply : 'absent'))
  })
}

/** RESP: a bulk string says its length in bytes first (INFO is ASCII); every other reply used here is one line. */
function isWhole(reply: string): boolean {
  const head = reply.indexOf('\r\n')
  if (head === -1) return false
  return reply[0] !== '$' || reply.length >= head + 2 + Number(reply.slice(1, head)) + 2
}

function infoField(info: string, name: string): string | undefined {
  return info.match(new RegExp(`^${name}:(.*?)\\r?$`, 'm'))?.[1]
}
