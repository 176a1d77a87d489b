import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createAgent, enroll, makeKey } from '../../clients/agent/browser.ts'
import { stage } from '../support/agent.ts'
import { startEnrollServer } from '../support/enroll-server.ts'

describe('the agent for a browser', () => {
  const on = stage()

  it('enrols and answers with nothing but what a browser has', async () => {
    const enrolling = await startEnrollServer()
    on.after(enrolling.close)
    const gateway = await on.server('socketio')
    const { privateKey, publicKey } = await makeKey()
    const who = await enroll({ server: enrolling.url, token: 'tok', publicKey })
    expect(Buffer.from(String(enrolling.asked[0]?.publicKey), 'base64')).toHaveLength(32)
    const agent = createAgent({
      server: gateway.url,
      identity: { ...who, privateKey },
      actions: { act: ({ params }) => ({ params }) },
    })
    on.after(() => agent.close(0))
    await agent.start()
    await expect.poll(() => gateway.isConnected()).toBe(true)
    gateway.deliver({ messageId: 'm1', content: '{"ü":1}' })
    expect(await gateway.hear('result', 'm1')).toMatchObject({ outcome: { output: '{"params":{"ü":1}}' } })
  })

  it('imports no Node built-in, and nothing of the wire but types', async () => {
    const seen = new Set<string>()
    const outside = new Set<string>()
    async function read(url: URL): Promise<void> {
      if (seen.has(url.href)) return
      seen.add(url.href)
      const source = await readFile(url, 'utf8')
      for (const [, from = ''] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)) {
        if (from.startsWith('./')) await read(new URL(from, url))
        else outside.add(from)
      }
    }
    await read(new URL('../../clients/agent/browser.ts', import.meta.url))
    expect(seen.size).toBeGreaterThan(10)
    expect([...outside]).toEqual(['socket.io-client'])
  })
})
