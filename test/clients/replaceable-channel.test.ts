import { credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createReplaceableChannel } from '../../clients/sdk/replaceable-channel.ts'
import { sotto } from '../../proto/index.ts'
import { openProxy, type TcpProxy } from '../faults/proxy/proxy.ts'
import { createRandom } from '../faults/random.ts'
import { eventually } from '../support/eventually.ts'
import { type ScriptedServer, startScriptedServer } from '../support/hook-server.ts'

const CONNECT_MS = 500
const CALL_MS = 200
/** Keepalive as soon as grpc-js does it, so that it is seen not to help. */
const KEEPALIVE = { 'grpc.keepalive_time_ms': 100, 'grpc.keepalive_timeout_ms': 100 }

let server: ScriptedServer
let proxy: TcpProxy
const closing: (() => void)[] = []
beforeEach(async () => {
  server = await startScriptedServer()
  proxy = await openProxy({ port: Number(server.address.split(':')[1]) }, createRandom('channel').unit)
})
afterEach(async () => {
  for (const close of closing.splice(0)) close()
  await proxy.close()
  server.close()
})

/** How a call ends, in the word of its code. */
function openCaller(connectMs: number): () => Promise<string> {
  const [address, insecure] = [`127.0.0.1:${proxy.port}`, credentials.createInsecure()]
  const channelOverride = createReplaceableChannel(address, insecure, KEEPALIVE, connectMs)
  const commands = new sotto.CommandService(address, insecure, { channelOverride })
  closing.push(() => commands.close())
  return () =>
    new Promise((resolve) => {
      const done = (error: ServiceError | null) => resolve(status[error?.code ?? status.OK])
      commands.submit({}, new Metadata(), { deadline: Date.now() + CALL_MS }, done)
    })
}

const calls = async (call: () => Promise<string>, count: number): Promise<Set<string>> => {
  const words = new Set<string>()
  for (let i = 0; i < count; i++) words.add(await call())
  return words
}

describe('a connection that was accepted and whose server never said a word', () => {
  it('is given up, and the next is answered', async () => {
    const heal = proxy.halfOpen()
    const call = openCaller(CONNECT_MS)
    expect(await call()).toBe('DEADLINE_EXCEEDED')
    heal()
    expect(proxy.connections).toBe(1)
    await eventually(call, (word) => word === 'OK')
    expect(server.submits).toHaveLength(1)
  })

  it('is given up after a failure too, when calls fail without waiting for it', async () => {
    const mend = proxy.cut()
    const call = openCaller(CONNECT_MS)
    expect(await call()).toBe('UNAVAILABLE')
    const heal = proxy.halfOpen()
    mend()
    await eventually(
      async () => {
        await call()
        return proxy.connections
      },
      (count) => count > 0,
    )
    heal()
    await eventually(call, (word) => word === 'OK')
  })

  // What grpc-js does by itself: when these fail, it has learned better, and this file is not needed any more.
  it('is waited for without an end by grpc-js, whatever its keepalive', async () => {
    const heal = proxy.halfOpen()
    const call = openCaller(60_000)
    await call()
    heal()
    expect(await calls(call, 10)).toEqual(new Set(['DEADLINE_EXCEEDED']))
  })
})

it('a connection that stands is let be, and ended by keepalive when it falls silent', async () => {
  const call = openCaller(CONNECT_MS)
  expect(await calls(call, 5)).toEqual(new Set(['OK']))
  expect(proxy.connections).toBe(1)
  proxy.halfOpen()()
  await eventually(call, (word) => word === 'OK')
  expect(proxy.connections).toBe(2)
})
