import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createRandom } from '../random.ts'
import { openProxy, type TcpProxy } from './proxy.ts'

let server: Server
let accepted: Socket[]
let proxy: TcpProxy
const clients: Socket[] = []
beforeEach(async () => {
  accepted = []
  server = createServer({ allowHalfOpen: true }, (socket) => {
    accepted.push(socket)
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => void socket.write(bytes))
    socket.on('end', () => void socket.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy = await openProxy({ port: (server.address() as { port: number }).port }, createRandom(1).unit)
})
afterEach(async () => {
  for (const socket of [...clients.splice(0), ...accepted]) socket.destroy()
  await proxy.close()
  await new Promise((resolve) => server.close(resolve))
})

/** A client that keeps what it hears; what it says comes back. */
async function open() {
  const socket = connect(proxy.port, '127.0.0.1')
  clients.push(socket)
  const heard = { bytes: 0, chunks: [] as number[], at: [] as number[], ended: '', text: '' }
  socket.on('error', (error: NodeJS.ErrnoException) => {
    heard.ended = error.code ?? 'error'
  })
  socket.on('close', () => {
    heard.ended ||= 'closed'
  })
  socket.on('data', (bytes) => {
    heard.bytes += bytes.length
    heard.chunks.push(bytes.length)
    heard.at.push(performance.now())
    heard.text = (heard.text + bytes.toString('latin1')).slice(-1_000)
  })
  // Whether it came to a connection is what the tests look at.
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => undefined)
  return { socket, heard }
}

/** How long until so many bytes are back. */
async function echo(client: Awaited<ReturnType<typeof open>>, bytes = 4): Promise<number> {
  const from = client.heard.bytes
  const since = performance.now()
  client.socket.write(Buffer.alloc(bytes, 'x'))
  await eventually(
    () => client.heard.bytes,
    (heard) => heard >= from + bytes,
  )
  return performance.now() - since
}

/** Of a few: what the machine adds to one is not the proxy's. */
async function quickest(client: Awaited<ReturnType<typeof open>>): Promise<number> {
  const took: number[] = []
  for (let i = 0; i < 5; i++) took.push(await echo(client))
  return Math.min(...took)
}

const settled = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('the proxy', () => {
  it('passes everything both ways, in its order, and the close of either end', async () => {
    const client = await open()
    const text = Array.from({ length: 20_000 }, (_, i) => `${i} `).join('')
    client.socket.write(text)
    await eventually(
      () => client.heard.bytes,
      (bytes) => bytes === text.length,
    )
    expect(text.endsWith(client.heard.text)).toBe(true)
    client.socket.end()
    await eventually(
      () => client.heard.ended,
      (ended) => ended === 'closed',
    )
    const other = await open()
    await echo(other)
    accepted.at(-1)?.destroy()
    await eventually(
      () => other.heard.ended,
      (ended) => ended !== '',
    )
    await eventually(
      () => proxy.connections,
      (count) => count === 0,
    )
  })

  it('leads to a Unix socket, and elsewhere for those who come after a change', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'proxy-'))
    const path = join(folder, 's')
    const other = createServer((socket) => void socket.on('error', () => undefined).write('other'))
    await new Promise<void>((resolve) => other.listen(path, resolve))
    const before = await open()
    await echo(before)
    proxy.target = { path }
    const after = await open()
    await eventually(
      () => after.heard.text,
      (text) => text === 'other',
    )
    expect(await echo(before)).toBeLessThan(2_000)
    const cut = await open()
    proxy.cut()
    await eventually(
      () => cut.heard.ended,
      (ended) => ended !== '',
    )
    await new Promise((resolve) => other.close(resolve))
    rmSync(folder, { recursive: true })
  })

  it('latency - everything comes later, until it is taken away', async () => {
    const client = await open()
    const remove = proxy.add({ is: 'latency', ms: 120, jitterMs: 40 })
    expect(await echo(client)).toBeGreaterThan(230)
    remove()
    expect(await quickest(client)).toBeLessThan(150)
  })

  it('latency down - only answers come later', async () => {
    proxy.add({ is: 'latency', ms: 150, jitterMs: 0 }, 'down')
    const client = await open()
    const took = await quickest(client)
    expect(took).toBeGreaterThan(140)
    expect(took).toBeLessThan(290)
  })

  it('bandwidth - so many bytes a second', async () => {
    proxy.add({ is: 'bandwidth', bytesPerSecond: 100_000 }, 'up')
    const client = await open()
    expect(await echo(client, 40_000)).toBeGreaterThan(390)
  })

  it('slicer - arrives in pieces', async () => {
    proxy.add({ is: 'slicer', bytes: 10, variation: 4, gapMs: 3 }, 'down')
    const client = await open()
    await echo(client, 400)
    expect(client.heard.chunks.length).toBeGreaterThan(15)
    expect(Math.max(...client.heard.chunks)).toBeLessThan(100)
  })

  it('limit_data - ends in the middle', async () => {
    proxy.add({ is: 'limit_data', bytes: 7 }, 'down')
    const client = await open()
    client.socket.write('0123456789')
    await eventually(
      () => client.heard.ended,
      (ended) => ended !== '',
    )
    expect(client.heard.text).toBe('0123456')
  })

  it('slow_close - the close of one end comes late to the other', async () => {
    proxy.add({ is: 'slow_close', ms: 300 }, 'up')
    const client = await open()
    await echo(client)
    const since = performance.now()
    client.socket.end()
    await once(accepted[0]!, 'end')
    expect(performance.now() - since).toBeGreaterThan(280)
  })

  it('timeout - nothing passes, then the connection ends', async () => {
    const client = await open()
    await echo(client)
    proxy.add({ is: 'timeout', ms: 200 })
    client.socket.write('lost')
    await eventually(
      () => client.heard.ended,
      (ended) => ended !== '',
    )
    expect(client.heard.bytes).toBe(4)
  })

  it('timeout 0 - nothing passes until it is taken away; then all that waited', async () => {
    const client = await open()
    const remove = proxy.add({ is: 'timeout', ms: 0 })
    client.socket.write('late')
    await settled(200)
    expect(client.heard).toMatchObject({ bytes: 0, ended: '' })
    remove()
    await eventually(
      () => client.heard.text,
      (text) => text === 'late',
    )
  })

  it('reset_peer - both ends get an RST', async () => {
    const client = await open()
    await echo(client)
    const ends: string[] = []
    accepted[0]?.on('error', (error: NodeJS.ErrnoException) => ends.push(error.code ?? ''))
    proxy.add({ is: 'reset_peer', ms: 50 })
    await eventually(
      () => client.heard.ended,
      (ended) => ended === 'ECONNRESET',
    )
    await eventually(
      () => ends,
      (list) => list.includes('ECONNRESET'),
    )
  })

  it('loss - nothing is missing, but much comes late, and nothing overtakes', async () => {
    proxy.add({ is: 'loss', part: 0.5, againMs: 60 }, 'up')
    const client = await open()
    const since = performance.now()
    let text = ''
    for (let i = 0; i < 30; i++) {
      client.socket.write(`${i},`)
      text += `${i},`
      await settled(2)
    }
    await eventually(
      () => client.heard.text,
      (heard) => heard === text,
    )
    expect(performance.now() - since).toBeGreaterThan(60)
  })

  it('cut - what stands is reset, nobody gets in, until it is taken back', async () => {
    const client = await open()
    await echo(client)
    const heal = proxy.cut()
    await eventually(
      () => client.heard.ended,
      (ended) => ended === 'ECONNRESET',
    )
    const refused = await open()
    await eventually(
      () => refused.heard.ended,
      (ended) => ended !== '',
    )
    heal()
    expect(await echo(await open())).toBeLessThan(2_000)
  })

  it('half-open - neither end hears of the other, nor of its end; new ones work when it is taken back', async () => {
    const client = await open()
    await echo(client)
    const heal = proxy.halfOpen()
    let hasEnded = false
    accepted[0]?.on('end', () => {
      hasEnded = true
    })
    client.socket.write('into the void')
    const during = await open()
    during.socket.write('nowhere')
    await settled(100)
    heal()
    await settled(100)
    client.socket.destroy()
    await settled(200)
    expect({ hasEnded, ended: during.heard.ended, bytes: [client.heard.bytes, during.heard.bytes] }).toEqual({
      ...{ hasEnded: false, ended: '', bytes: [4, 0] },
    })
    expect(await echo(await open())).toBeLessThan(2_000)
  })

  it('holds no more than a bound for a reader that does not read', async () => {
    proxy.add({ is: 'latency', ms: 10_000, jitterMs: 0 }, 'up')
    const client = await open()
    const before = process.memoryUsage().arrayBuffers
    let isFull = false
    for (let i = 0; i < 2_000 && !isFull; i++) {
      isFull = !client.socket.write(Buffer.alloc(64 * 1024))
      await settled(0)
    }
    await eventually(
      () => client.socket.writableLength,
      (waiting) => waiting > 0,
    )
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  })
})
