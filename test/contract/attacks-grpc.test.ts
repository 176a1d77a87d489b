import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { REQUEST_BYTES_MAX } from '../../core/limits.ts'
import { withBystander } from '../support/bystander.ts'
import { eventually } from '../support/eventually.ts'
import { scrape, total } from '../support/metrics-page.ts'
import { callGrpcRaw, gzipBomb, openHttp2 } from '../support/raw-grpc.ts'
import { until } from '../support/until.ts'

const RESOURCE_EXHAUSTED = '8'

const { deployment, bystander } = withBystander()

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
