import { execFileSync } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { credentials, Metadata } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createGrpcApi, type GrpcApi } from '../../gateway/api/grpc.ts'
import { createHttpApi, type HttpApi } from '../../gateway/api/http.ts'
import { assertSafeBind } from '../../gateway/api/safe-bind.ts'
import { type TlsFiles, watchTlsFiles } from '../../gateway/api/tls.ts'
import { sotto } from '../../proto/index.ts'
import { createLog } from '../../store/log.ts'
import { makeKey, openApi, openApiWorld } from '../support/api-world.ts'
import { PATIENCE_MS } from '../support/patience.ts'
import { withRedis } from '../support/redis.ts'

describe('TLS', () => {
  const redis = withRedis()
  const log = createLog({ logLevel: 'silent' })
  let folder: string
  let http: HttpApi
  let grpc: GrpcApi
  let tls: TlsFiles
  let ports: { http: number; grpc: number }
  let authorization: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sotto-tls-'))
    for (const name of ['one', 'two']) makeCertificate(name)
    await use('one')
    const world = await openApiWorld(redis.connect())
    authorization = `Bearer ${(await makeKey(world)).token}`
    tls = watchTlsFiles({ tlsCertFile: join(folder, 'cert.pem'), tlsKeyFile: join(folder, 'key.pem') }, log, 20)!
    const { calls } = openApi(world)
    http = createHttpApi({ config: { httpHost: '127.0.0.1', httpPort: 0 }, calls, tls })
    const heartbeat = { heartbeatSeconds: 25, heartbeatTimeoutSeconds: 10 }
    grpc = createGrpcApi({ config: { grpcHost: '127.0.0.1', grpcPort: 0, ...heartbeat }, calls, tls })
    ports = { http: (await http.listen()).port, grpc: (await grpc.listen()).port }
  })
  afterAll(async () => {
    await Promise.all([http.close(1_000), grpc.close(1_000)])
    tls.close()
    await rm(folder, { recursive: true, force: true })
  })

  function makeCertificate(name: string): void {
    const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)]
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
    execFileSync('openssl', ['req', '-x509', ...kind, ...subject, ...files], { stdio: 'ignore' })
  }
  async function use(name: string): Promise<void> {
    await copyFile(join(folder, `${name}.key`), join(folder, 'key.pem'))
    await copyFile(join(folder, `${name}.crt`), join(folder, 'cert.pem'))
  }
  function nameAt(port: number, alpn: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: [alpn] }, () => {
        resolve(String(socket.getPeerCertificate().subject.CN))
        socket.destroy()
      })
      socket.on('error', reject)
    })
  }
  const names = async () => [await nameAt(ports.http, 'http/1.1'), await nameAt(ports.grpc, 'h2')]

  it('is spoken on both ports, and a call goes through', async () => {
    expect(await names()).toEqual(['one', 'one'])
    const ca = await readFile(join(folder, 'one.crt'))
    const client = new sotto.AccessService(`localhost:${ports.grpc}`, credentials.createSsl(ca))

    const metadata = new Metadata()
    metadata.set('authorization', authorization)
    const who = await new Promise((resolve, reject) =>
      client.WhoAmI({}, metadata, (error, answer) => (error ? reject(error) : resolve(answer))),
    )
    expect(who).toMatchObject({ tenant: 'default' })
    client.close()
  })

  it('takes a new certificate without a restart, and keeps the old one while the new one is of no use', async () => {
    await copyFile(join(folder, 'two.key'), join(folder, 'key.pem'))
    expect(await names()).toEqual(['one', 'one'])
    await use('two')
    await vi.waitFor(async () => expect(await names()).toEqual(['two', 'two']), { timeout: PATIENCE_MS, interval: 50 })
  })
})

describe('[B4] a public bind', () => {
  const bind = { httpHost: '127.0.0.1', grpcHost: '127.0.0.1', tlsCertFile: '', tlsKeyFile: '', insecure: false }

  it.each(['0.0.0.0', '::', '192.168.0.1', 'example.com', ''])('on %j without TLS is refused', (host) => {
    expect(() => assertSafeBind({ ...bind, httpHost: host })).toThrow(/"httpHost".*no TLS.*insecure/)
    expect(() => assertSafeBind({ ...bind, grpcHost: host })).toThrow(/"grpcHost"/)
    assertSafeBind({ ...bind, httpHost: host, insecure: true })
    assertSafeBind({ ...bind, httpHost: host, tlsCertFile: 'a', tlsKeyFile: 'b' })
  })

  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('%s is none', (host) => {
    assertSafeBind({ ...bind, httpHost: host, grpcHost: host })
  })

  it('with half of TLS is refused too', () => {
    expect(() => assertSafeBind({ ...bind, tlsCertFile: 'a' })).toThrow(/tlsKeyFile/)
  })
})
