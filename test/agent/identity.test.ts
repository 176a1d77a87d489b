import { createPublicKey, verify } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { credentialOf } from '../../clients/agent/identity.ts'
import { enroll, loadIdentity } from '../../clients/agent/index.ts'
import { stage } from '../support/agent.ts'
import { type EnrollServer, startEnrollServer } from '../support/enroll-server.ts'

const on = stage()
async function enrolment(): Promise<{ server: EnrollServer; file: string }> {
  const server = await startEnrollServer()
  on.after(server.close)
  return { server, file: join(await on.folder(), 'state', 'identity.json') }
}

describe('enrolling a device', () => {
  it('[A4] makes a key of its own, and keeps it with mode 0600', async () => {
    const { server, file } = await enrolment()
    const labels = { site: 'berlin' }
    const identity = await enroll({ server: server.url, token: 'tok', file, deviceId: 'd1', labels })
    expect(server.asked[0]).toMatchObject({ token: 'tok', deviceId: 'd1', labels })
    const raw = Buffer.from(String(server.asked[0]?.publicKey), 'base64')
    expect(raw).toHaveLength(32)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await loadIdentity(file)).toEqual(identity)
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
    const signature = await credentialOf(identity).sign(Buffer.from('hello'))
    expect(verify(null, Buffer.from('hello'), key, signature)).toBe(true)
    expect(await readFile(file, 'utf8')).not.toContain('tok')
  })

  it('[A4] a lost answer: the same key with the same token again', async () => {
    const { server, file } = await enrolment()
    server.answer = () => 'lost'
    await expect(enroll({ server: server.url, token: 'tok', file })).rejects.toThrow(/can not be reached/)
    server.answer = () => ({ status: 200, body: { tenant: 't1', deviceId: 'd1', epoch: 1 } })
    await enroll({ server: server.url, token: 'tok', file })
    expect(server.asked[1]).toEqual(server.asked[0])
    await enroll({ server: server.url, token: 'next', file })
    expect(server.asked[2]?.publicKey).not.toBe(server.asked[0]?.publicKey)
  })

  it('[A2] a refusal says what the server said', async () => {
    const { server, file } = await enrolment()
    server.answer = () => ({ status: 401, body: { code: 'unauthenticated', message: 'The token is spent.' } })
    await expect(enroll({ server: server.url, token: 'tok', file })).rejects.toThrow('The token is spent.')
    expect(await loadIdentity(file)).toBeUndefined()
  })

  it('a damaged identity is said, not replaced', async () => {
    const file = join(await on.folder(), 'identity.json')
    await writeFile(file, '{"tenant":"t1"')
    await expect(loadIdentity(file)).rejects.toThrow(/is damaged/)
    await writeFile(file, '{"tenant":"t1"}')
    await expect(loadIdentity(file)).rejects.toThrow(/is not whole/)
  })
})
