import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** Enough of Redis's protocol to ask a few questions of a server: no dependency is worth it. */
export type RedisClient = { ask(...command: string[]): Promise<string>; close(): void }

const TIMEOUT_MS = 3_000
/** INFO is some 6 KiB. */
const REPLY_BYTES_MAX = 1024 * 1024

/** redis://, rediss:// or unix:// as the setting redisUrl has it. */
export async function openRedis(url: string): Promise<RedisClient> {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const address = { host: hostname, port: Number(port) || 6379 }
  const socket =
    protocol === 'unix:'
      ? connectTcp(decodeURIComponent(pathname))
      : protocol === 'rediss:'
        ? connectTls({ ...address, servername: hostname })
        : connectTcp(address)
  await connected(socket, protocol === 'rediss:' ? 'secureConnect' : 'connect')
  const ask = (...command: string[]) => exchange(socket, command)
  if (password) await ask('AUTH', ...(username ? [decodeURIComponent(username)] : []), decodeURIComponent(password))
  return { ask, close: () => socket.destroy() }
}

function connected(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('it did not answer in time')))
    socket.once(event, resolve)
    socket.once('error', reject)
  })
}

/** One reply as text; of an array its items, a line each. Rejects with the server's own words. */
function exchange(socket: Socket, command: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const done = () => {
      socket.off('data', take)
      socket.off('error', fail)
      socket.off('close', fail)
    }
    const fail = (error: unknown) => {
      done()
      reject(error instanceof Error ? error : new Error('it closed the connection'))
    }
    const take = (bytes: Buffer) => {
      text += bytes.toString('latin1')
      const reply = text.length > REPLY_BYTES_MAX ? { error: 'it says too much' } : parseReply(text)
      if (!reply) return
      done()
      if ('error' in reply) reject(new Error(reply.error))
      else resolve(reply.value)
    }
    socket.on('data', take)
    socket.once('error', fail)
    socket.once('close', fail)
    const words = command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`)
    socket.write(`*${command.length}\r\n${words.join('')}`)
  })
}

type Reply = { value: string; rest: string } | { error: string }

/** Undefined: not all of it is here yet. */
function parseReply(text: string): Reply | undefined {
  const end = text.indexOf('\r\n')
  if (end === -1) return undefined
  const head = text.slice(1, end)
  const body = text.slice(end + 2)
  switch (text[0]) {
    case '-':
      return { error: head }
    case '$':
      return bulk(Number(head), body)
    case '*':
      return list(Number(head), body)
    default:
      return { value: head, rest: body }
  }
}

function bulk(length: number, body: string): Reply | undefined {
  if (length < 0) return { value: '', rest: body }
  if (body.length < length + 2) return undefined
  return { value: body.slice(0, length), rest: body.slice(length + 2) }
}

function list(count: number, body: string): Reply | undefined {
  const items: string[] = []
  let rest = body
  while (items.length < count) {
    const item = parseReply(rest)
    if (!item || 'error' in item) return item
    items.push(item.value)
    rest = item.rest
  }
  return { value: items.join('\n'), rest }
}
