import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withBystander } from '../support/bystander.ts'
import { dialHostile, openHostile } from '../support/hostile-device.ts'
import { scrape, total } from '../support/metrics-page.ts'
import { enrollDevice } from '../support/raw-device.ts'
import { dialWebSocket, encodeFrame, upgradeHead } from '../support/raw-websocket.ts'
import { until } from '../support/until.ts'

const { deployment, bystander } = withBystander()

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
