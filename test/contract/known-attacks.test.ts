import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACTIONS_PER_AGENT_MAX, HELLO_TIMEOUT_MS, REQUEST_BYTES_MAX } from '../../core/limits.ts'
import { type Bystander, openBystander } from '../support/bystander.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { dialHostile, openHostile } from '../support/hostile-device.ts'
import { scrape, total } from '../support/metrics-page.ts'
import { dialRaw, enrollDevice, WIRES } from '../support/raw-device.ts'
import { callGrpcRaw, gzipBomb, openHttp2 } from '../support/raw-grpc.ts'
import { dialWebSocket, encodeFrame, upgradeHead } from '../support/raw-websocket.ts'
import { withRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'

const RESOURCE_EXHAUSTED = '8'
/** Looks at slow connections happen every second; the machine may be busy. */
const LATE_MS = 4_000

const redis = withRedis()
let deployment: Deployment
let bystander: Bystander
/** What only time ends; begun first, so that it runs out beside the other tests. */
let slow: { name: string; tookMs: Promise<number>; last(): string }[]

beforeAll(async () => {
  deployment = await startDeployment(redis.url)
  bystander = await openBystander(deployment)
  slow = beginSlowly()
})
afterAll(async () => {
  bystander.close()
  await deployment.close()
})

function beginSlowly(): typeof slow {
  const since = performance.now()
  const took = async (closed: Promise<void>): Promise<number> => {
    await closed
    return performance.now() - since
  }
  const { hostname, port } = new URL(deployment.http)
  const headers = connect(Number(port), hostname)
  headers.on('error', () => undefined)
  headers.resume()
  headers.write('POST /sotto.v1.CommandService/Submit HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
  const notJoined = dialWebSocket(deployment.http)
  const identity = { tenant: 'default', deviceId: 'slow', epoch: 1, privateKey: undefined as never }
  const channels = WIRES.map((wire) => {
    const device = dialRaw(deployment, wire, identity)
    const reason = () => String(device.heard.find(({ frame }) => frame === 'close')?.item.reason)
    return { name: `no hello on ${wire}`, tookMs: took(device.closed), last: reason }
  })
  return [
    {
      name: 'half a head',
      tookMs: took(new Promise((resolve) => headers.once('close', () => resolve()))),
      last: () => '',
    },
    { name: 'no namespace', tookMs: took(notJoined.closed), last: () => '' },
    ...channels,
  ]
}

describe('WebSocket and Socket.IO', () => {
  /** A channel that waits for its hello. */
  async function joined() {
    const socket = dialWebSocket(deployment.http)
    await socket.answer
    socket.text('40')
    await until(() => socket.texts.some((text) => text.startsWith('42["challenge"')))
    return socket
  }
  const reasonOf = (texts: readonly string[]): unknown =>
    texts.flatMap((text) => (text.startsWith('42["close"') ? [JSON.parse(text.slice(2))[1][0].reason] : []))[0]

  it('[B1] CVE-2020-36048 - a message far over the bound is cut by its length, before it is there', async () => {
    const socket = await joined()
    socket.bytes(encodeFrame(0x81, Buffer.alloc(64 * 1024 * 1024)).subarray(0, 1_000))
    await socket.closed
    expect(socket.closeCode).toBe(1009)
    await bystander.expectUnharmed()
  })

  it('[B1] [B2] CVE-2026-48779 - a message in fragments of one byte', async () => {
    const socket = await joined()
    socket.frame(1, Buffer.from('4'), { fin: false })
    const fragment = encodeFrame(0, Buffer.from('x'))
    socket.bytes(Buffer.concat(Array.from({ length: 20_000 }, () => fragment)))
    await socket.closed
    expect(socket.closeCode).toBe(1008)
    await bystander.expectUnharmed()
  })

  it('CVE-2026-33151, CVE-2022-2421 - attachments without number, and of a wrong number', async () => {
    for (const packet of ['5100000-["hello"]', '51e9-["hello"]', '5-1-["hello"]', '51.5-[]']) {
      const socket = await joined()
      socket.text(`4${packet}`)
      await socket.closed
      expect(reasonOf(socket.texts)).toBe('BAD_FRAME')
    }
    const wrongIndex = await joined()
    wrongIndex.text('451-["hello",{"_placeholder":true,"num":"splice"}]')
    wrongIndex.binary(Buffer.from('x'))
    await wrongIndex.closed
    await bystander.expectUnharmed()
  })

  it('CVE-2024-38355 - an event named "error"', async () => {
    const socket = await joined()
    socket.text('42["error",{"message":"x"}]')
    await socket.closed
    expect(reasonOf(socket.texts)).toBe('BAD_FRAME')
    await bystander.expectUnharmed()
  })

  it('[S7] names of Object.prototype are unknown fields like any other', async () => {
    const identity = await enrollDevice(deployment, 'prototype')
    for (const name of Object.getOwnPropertyNames(Object.prototype)) {
      const device = dialHostile(deployment, 'socketio')
      const sessionId = await openHostile(device, 'socketio', identity)
      device.send(`42["receipt",[{"messageId":"m${'0'.repeat(27)}","sessionId":"${sessionId}","${name}":1}]]`)
      await until(() => device.isEnded)
      expect([name, device.heard.at(-1)?.item.reason]).toEqual([name, 'BAD_FRAME'])
    }
    await bystander.expectUnharmed()
  })

  it('[B1] thousands of CONNECT packets in one write are one channel', async () => {
    const before = total(await scrape(deployment), 'sotto_channel_closes_total', { wire: 'socketio' })
    const socket = dialWebSocket(deployment.http)
    await socket.answer
    const join = encodeFrame(0x81, Buffer.from('40'))
    socket.bytes(Buffer.concat(Array.from({ length: 5_000 }, () => join)))
    await socket.closed
    await bystander.expectUnharmed()
    const after = total(await scrape(deployment), 'sotto_channel_closes_total', { wire: 'socketio' })
    expect(after - before).toBeLessThanOrEqual(1)
  })

  it('[B1] who leaves the namespace is not kept', async () => {
    const socket = await joined()
    socket.text('41')
    await socket.closed
  })

  it('CVE-2023-31125, CVE-2022-41940, CVE-2024-37890, CVE-2021-32640 - crafted upgrades', async () => {
    const target = (query: string): string => upgradeHead([], `/socket.io/${query}`)
    const many = Array.from({ length: 2_000 }, (_, i) => `x${i}: 1`)
    const heads = [
      ...[target(''), target('?EIO=4'), target('?EIO=3&transport=websocket'), target('?EIO=4&transport=polling')],
      ...['__proto__', 'constructor', 'hasOwnProperty'].flatMap((name) => [
        target(`?EIO=4&transport=${name}`),
        target(`?EIO=4&transport=websocket&sid=${name}`),
      ]),
      ...[target('?EIO=4&transport=websocket&sid=abc'), target('?EIO=4&transport=webtransport'), target('?%')],
      upgradeHead().replace(/Sec-WebSocket-Key: .*\r\n/, ''),
      upgradeHead().replace('Version: 13', 'Version: 99'),
      upgradeHead().replace('Connection: Upgrade', 'Connection: Upgrade, ,,'),
      upgradeHead().replace('GET', 'POST'),
      upgradeHead([`Sec-WebSocket-Extensions: ${'a;'.repeat(4_000)}`]),
      upgradeHead([`Sec-WebSocket-Protocol: ${' '.repeat(8_000)}b`]),
      upgradeHead(['Origin: \u00ff\u0000']),
      upgradeHead(many),
      upgradeHead(many).replace(/x\d+: /g, 'x: '),
    ]
    for (const whole of heads) {
      const socket = dialWebSocket(deployment.http, { whole })
      const head = await Promise.race([socket.answer, socket.closed.then(() => 'ended')])
      expect(head).toMatch(/^HTTP\/1.1 (101|4\d\d) |^ended$/)
      socket.destroy()
    }
    await bystander.expectUnharmed()
    expect(total(await scrape(deployment), 'sotto_refused_input_total', { reason: 'BAD_HANDSHAKE' })).toBeGreaterThan(5)
  })

  it('CVE-2022-41940 - an upgrade to another path is refused; a reset of it harms nobody', async () => {
    const refused = dialWebSocket(deployment.http, { whole: upgradeHead([], '/elsewhere') })
    expect(await refused.answer).toMatch(/^HTTP\/1.1 404 /)
    await refused.closed
    for (let i = 0; i < 20; i++) {
      const reset = dialWebSocket(deployment.http, { whole: upgradeHead([], i % 2 === 0 ? '/elsewhere' : '/') })
      await new Promise((resolve) => reset.socket.once('connect', resolve))
      reset.socket.resetAndDestroy()
    }
    await bystander.expectUnharmed()
  })

  it('[B1] permessage-deflate is not negotiated, and a frame that says it is compressed ends the connection', async () => {
    const socket = dialWebSocket(deployment.http, { more: ['Sec-WebSocket-Extensions: permessage-deflate'] })
    expect((await socket.answer).toLowerCase()).not.toContain('sec-websocket-extensions')
    socket.frame(1, randomBytes(32), { reserved: 4 })
    await socket.closed
    expect(socket.closeCode).toBe(1002)
  })
})

describe('gRPC', () => {
  const streams = ['DeviceService/Connect', 'HookService/Subscribe', 'CommandService/Submit']
  const authorization = () => ({ authorization: `Bearer ${deployment.adminKey}` })

  it.each(streams)('[B1] GHSA-7v5v-9h63-cj86 - a message over the limit, %s', async (method) => {
    const huge = Buffer.alloc(REQUEST_BYTES_MAX + 1)
    expect(await callGrpcRaw(deployment, method, huge, authorization())).toBe(RESOURCE_EXHAUSTED)
    await bystander.expectUnharmed()
  })

  it.each(streams)('[B1] [B2] GHSA-7v5v-9h63-cj86 - a gzip bomb, %s', async (method) => {
    const bomb = await gzipBomb()
    const before = process.memoryUsage().rss
    const headers = { ...authorization(), 'grpc-encoding': 'gzip' }
    expect(await callGrpcRaw(deployment, method, bomb, headers, 1)).toBe(RESOURCE_EXHAUSTED)
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
  })

  it('[B1] a connection has so many streams and no more', async () => {
    const { session, close } = await openHttp2(deployment)
    let challenged = 0
    for (let i = 0; i < 1_100; i++) {
      const stream = session.request({
        ...{ ':method': 'POST', ':path': '/sotto.v1.DeviceService/Connect' },
        ...{ 'content-type': 'application/grpc', te: 'trailers' },
      })
      stream.on('error', () => undefined)
      stream.once('data', () => challenged++)
    }
    await until(() => challenged >= 1_000)
    await bystander.expectUnharmed()
    expect(challenged).toBe(1_000)
    close()
    const cut = async () => total(await scrape(deployment), 'sotto_channel_closes_total', { wire: 'grpc' })
    await eventually(cut, (count) => count >= 1_000)
  })

  it('CVE-2023-44487 - rapid resets', async () => {
    const { session, close } = await openHttp2(deployment)
    for (let i = 0; i < 2_000 && !session.destroyed && !session.closed; i++) {
      const stream = session.request({ ':method': 'POST', ':path': '/sotto.v1.DeviceService/Connect' })
      stream.on('error', () => undefined)
      stream.close(8)
      if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await bystander.expectUnharmed()
    close()
  })

  it('CVE-2024-27983 - headers that never end', async () => {
    const [host = '', port] = deployment.grpc.split(':')
    const socket = connect(Number(port), host)
    socket.on('error', () => undefined)
    socket.resume()
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    const frame = (type: number, flags: number, stream: number, payload: Uint8Array): Buffer => {
      const head = Buffer.alloc(9)
      head.writeUIntBE(payload.length, 0, 3)
      head[3] = type
      head[4] = flags
      head.writeUInt32BE(stream, 5)
      return Buffer.concat([head, payload])
    }
    socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
    socket.write(frame(4, 0, 0, Buffer.alloc(0)))
    socket.write(frame(1, 0, 1, Buffer.alloc(0)))
    // A literal header field without indexing, "x: y", again and again, none of them the last.
    const part = frame(9, 0, 1, Buffer.concat(Array.from({ length: 200 }, () => Buffer.from([0, 1, 120, 1, 121]))))
    for (let i = 0; i < 2_000 && !socket.destroyed; i++) {
      socket.write(part)
      if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await ended
    await bystander.expectUnharmed()
  })
})

describe('input that no library minds', () => {
  it.each(WIRES)('[B1] a hello with more actions than there may be, %s', async (wire) => {
    const identity = await enrollDevice(deployment, `actions-${wire}`)
    const device = dialRaw(deployment, wire, identity)
    await device.next('challenge')
    device.hello({ actions: Array.from({ length: ACTIONS_PER_AGENT_MAX + 1 }, (_, i) => `a${i}`) })
    expect(await device.next('close')).toMatchObject({ reason: 'BAD_FRAME' })
  })

  const TRAVERSALS = [
    '../../etc/passwd',
    'a/b',
    '..',
    '.hidden',
    'a b',
    'a\u0000',
    '+',
    '#',
    '*',
    '{t}',
    'a\nb',
    'x'.repeat(129),
  ]

  it('[S1] device identifiers that would be paths, patterns or keys', async () => {
    const { token } = (await callHttp(deployment, 'FleetService/CreateEnrollment', {})) as { token: string }
    const publicKey = randomBytes(32).toString('base64')
    for (const deviceId of TRAVERSALS) {
      for (const call of ['FleetService/GetDevice', 'FleetService/RevokeDevice', 'FleetService/CreateEnrollment'])
        await expect(callHttp(deployment, call, { deviceId })).rejects.toMatchObject({
          answer: { reason: 'INVALID_FIELD', field: 'device_id' },
        })
      await expect(
        callHttp(deployment, 'DeviceService/Enroll', { token, publicKey, deviceId }, ''),
      ).rejects.toMatchObject({ answer: { reason: 'INVALID_FIELD', field: 'device_id' } })
      const submit = callHttp(deployment, 'CommandService/Submit', { action: 'lock', devices: [deviceId] })
      await expect(submit).rejects.toMatchObject({ status: 400 })
    }
    const identity = await enrollDevice(deployment, 'honest')
    for (const deviceId of TRAVERSALS) {
      const device = dialRaw(deployment, 'socketio', identity)
      await device.next('challenge')
      device.hello({ deviceId })
      expect(await device.next('close')).toMatchObject({ reason: 'BAD_FRAME' })
    }
  })

  it('[A4] guessed tokens and keys all get the same answer, and are counted', async () => {
    const { token } = (await callHttp(deployment, 'FleetService/CreateEnrollment', { deviceId: 'guessed' })) as {
      token: string
    }
    const last = token.at(-1) === 'A' ? 'B' : 'A'
    const enroll = (guess: string) =>
      callHttp(
        deployment,
        'DeviceService/Enroll',
        { token: guess, publicKey: randomBytes(32).toString('base64'), deviceId: 'guessed' },
        '',
      )
    const guesses = [
      token.slice(0, -1) + last,
      token.slice(0, -1),
      `${token}A`,
      randomBytes(32).toString('base64url'),
      '*',
    ]
    for (const guess of guesses)
      await expect(enroll(guess)).rejects.toMatchObject({ status: 401, answer: { reason: 'BAD_TOKEN' } })
    for (const key of [`${deployment.adminKey}x`, deployment.adminKey.slice(0, -7), 'sk_', 'x'.repeat(5_000)])
      await expect(callHttp(deployment, 'AccessService/WhoAmI', {}, key)).rejects.toMatchObject({
        ...{ status: 401, answer: { reason: 'UNAUTHENTICATED' } },
      })
    const page = await scrape(deployment)
    expect(total(page, 'sotto_refused_input_total', { reason: 'BAD_TOKEN' })).toBe(guesses.length)
    await enroll(token)
    await expect(enroll(token)).rejects.toMatchObject({ answer: { reason: 'BAD_TOKEN' } })
  })

  it('[A2] [B1] parameters nested a hundred thousand deep are refused as bad input', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const answer = await fetch(`${deployment.http}/sotto.v1.CommandService/Submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${deployment.adminKey}` },
      body: `{"action":"lock","devices":["bystander"],"params":${deep}}`,
    })
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 400 })
    await bystander.expectUnharmed()
  })

  it('[B1] made-up tenants and devices leave nothing in the store', async () => {
    const client = redis.connect()
    const identity = await enrollDevice(deployment, 'honest')
    const before = await client.dbsize()
    for (let i = 0; i < 20; i++) {
      const device = dialRaw(deployment, 'socketio', { ...identity, tenant: `made-up-${i}` })
      await device.next('challenge')
      device.hello()
      expect(await device.next('close')).toMatchObject({ reason: 'BAD_CREDENTIAL' })
    }
    expect(await client.keys('*made-up*')).toEqual([])
    expect((await client.dbsize()) - before).toBeLessThan(10)
  })
})

describe('slow connections', () => {
  it('[B1] [S7] end at their bound: half a head, no namespace, no hello', async () => {
    for (const { name, tookMs, last } of slow) {
      const ms = await tookMs
      expect(ms, name).toBeGreaterThan(HELLO_TIMEOUT_MS - 1_000)
      expect(ms, name).toBeLessThan(HELLO_TIMEOUT_MS + LATE_MS)
      if (name.startsWith('no hello')) expect([name, last()]).toEqual([name, 'HELLO_TIMEOUT'])
    }
  })
})

describe('what is installed', () => {
  /** The first version of each that has none of the faults above. */
  const FLOORS: Record<string, string> = {
    ws: '8.21.0',
    'socket.io': '4.6.2',
    'socket.io-parser': '4.2.6',
    'engine.io': '6.4.2',
    '@grpc/grpc-js': '1.14.7',
    bullmq: '6.7.0',
  }

  it.each(Object.entries(FLOORS))('%s is at least %s, everywhere in the lock file', (name, floor) => {
    const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
      packages: Record<string, { version?: string }>
    }
    const versions = Object.entries(lock.packages).flatMap(([path, { version }]) =>
      path.endsWith(`node_modules/${name}`) && version !== undefined ? [version] : [],
    )
    expect(versions.length).toBeGreaterThan(0)
    expect(versions.filter((version) => isOlder(version, floor))).toEqual([])
  })

  it('Node is one that bounds resets and header continuations', () => {
    expect(isOlder(process.versions.node, '20.12.1')).toBe(false)
  })
})

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(/[.-]/).slice(0, 3).map(Number)) as [number[], number[]]
  const at = a.findIndex((part, i) => part !== b[i])
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0)
}
