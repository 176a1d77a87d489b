import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { HELLO_TIMEOUT_MS } from '../../core/limits.ts'
import { withBystander } from '../support/bystander.ts'
import { dialRaw, WIRES } from '../support/raw-device.ts'
import { dialWebSocket } from '../support/raw-websocket.ts'

/** Looks at slow connections happen every second; the machine may be busy. */
const LATE_MS = 4_000

const { deployment } = withBystander()
/** What only time ends, all begun at once. */
function beginSlowly(): { name: string; tookMs: Promise<number>; last(): string }[] {
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

describe('slow connections', () => {
  it('[B1] [S7] end at their bound: half a head, no namespace, no hello', async () => {
    for (const { name, tookMs, last } of beginSlowly()) {
      const ms = await tookMs
      expect(ms, name).toBeGreaterThan(HELLO_TIMEOUT_MS - 1_000)
      expect(ms, name).toBeLessThan(HELLO_TIMEOUT_MS + LATE_MS)
      if (name.startsWith('no hello')) expect([name, last()]).toEqual([name, 'HELLO_TIMEOUT'])
    }
  })
})
