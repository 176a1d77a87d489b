import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type SottoError } from '../../clients/sdk/index.ts'
import { callHttp } from '../support/call-http.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { type Exit, QUICK, type RoleProcess, type Settings, startRoleProcess } from '../support/processes.ts'
import { enrollDevice, type Identity, openRaw, type RawDevice } from '../support/raw-device.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

/** Of a refusal: the caller must not be left hanging. */
const ANSWER_MS = 8_000
const RECOVERY_MS = 15_000

describe('a store that is away when roles start', () => {
  let folder: string
  let redis: TestRedis
  let roles: (RoleProcess<'gateway'> | RoleProcess<'worker'>)[]
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-e2e-'))
    redis = await startRedis()
  })
  afterEach(() => Promise.all((roles ?? []).map((role) => role.kill9())))
  afterAll(async () => {
    await redis.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const settings = (): Settings => ({ ...QUICK, redisUrl: redis.url, dataFolder: folder, durability: 'everysec' })

  it('is waited for, in any order, and holds up no end', async () => {
    await redis.stop()
    roles = [startRoleProcess('gateway', settings()), startRoleProcess('worker', settings())]
    for (const role of roles)
      await eventually(
        () => role.log(),
        (log) => log.includes('store connection'),
        15_000,
      )
    await redis.restart()
    await Promise.all(roles.map((role) => role.ready()))

    // And it keeps no role from ending when it has gone again.
    await redis.stop()
    const since = performance.now()
    const ends = await Promise.all(roles.map((role) => role.terminate()))
    expect(ends).toMatchObject([{ code: 0 }, { code: 0 }])
    expect(performance.now() - since).toBeLessThan(RECOVERY_MS)
    await redis.restart()
  })

  it('ends a role that has waited long enough, with one sentence', async () => {
    const nowhere = {
      ...settings(),
      redisUrl: 'redis://sotto:secret@127.0.0.1:1',
      storeWaitSeconds: 1,
      logLevel: 'silent',
    }
    roles = [startRoleProcess('worker', nowhere)]
    const { code, log } = (await Promise.all(roles.map((role) => role.exited)))[0] as Exit
    expect(code).toBe(1)
    expect(log).toMatch(
      /^The store at redis:\/\/127\.0\.0\.1:1 gave no answer within 1 s \(.*ECONNREFUSED.*\)\. Start it, .*$/,
    )
  })

  const refusals: [string, () => Promise<Partial<Settings>> | Partial<Settings>, RegExp][] = [
    [
      'evicts keys',
      async () => {
        await redis.connect().config('SET', 'maxmemory-policy', 'allkeys-lru')
        return {}
      },
      /may evict keys \(maxmemory-policy allkeys-lru\).*Set maxmemory-policy noeviction\./,
    ],
    [
      'is less durable than declared',
      () => ({ durability: 'always' }),
      /"durability" is always, but the store is set to everysec/,
    ],
    [
      'was made with other partitions',
      () => ({ partitions: 8 }),
      /made with 4 partitions, but the setting "partitions" is 8/,
    ],
  ]
  it.each(refusals)('[B4] [B5] a store that %s is refused with exit code 78', async (_title, given, sentence) => {
    roles = [startRoleProcess('worker', { ...settings(), ...(await given()) } as Settings)]
    const { code, log } = (await Promise.all(roles.map((role) => role.exited)))[0] as Exit
    await redis.connect().config('SET', 'maxmemory-policy', 'noeviction')
    expect(code).toBe(78)
    expect(log).toMatch(sentence)
  })

  it('[B4] a setting that is not known, in a file or the environment, and a public bind without TLS are refused with exit code 78', async () => {
    const file = join(folder, 'sotto.yaml')
    writeFileSync(file, 'htpPort: 7070\n')
    roles = [
      startRoleProcess('worker', settings(), ['--config', file]),
      startRoleProcess('gateway', { ...settings(), httpHost: '0.0.0.0' }),
    ]
    const [unknown, open] = (await Promise.all(roles.map((role) => role.exited))) as [Exit, Exit]
    expect(unknown).toMatchObject({ code: 78, log: expect.stringContaining('There is no setting "htpPort"') })
    expect(open).toMatchObject({ code: 78, log: expect.stringContaining('"httpHost" is "0.0.0.0"') })
  })
})

describe('a store with trouble in use', () => {
  let redis: TestRedis
  let deployment: Deployment
  let identity: Identity
  let device: RawDevice & { session: string }
  beforeAll(async () => {
    redis = await startRedis()
    deployment = await startDeployment(redis.url, { nodeLeaseSeconds: 2, ackBySeconds: 1, retryBaseMs: 50 })
    identity = await enrollDevice(deployment, 'steady')
    device = await openRaw(deployment, 'grpc', identity)
    await eventually(readiness, (status) => status === 200)
  })
  afterAll(async () => {
    device.close()
    await deployment.close()
    await redis.close()
  })

  const readiness = async (): Promise<number> => (await fetch(`${deployment.http}/readyz`)).status
  const submit = async () =>
    (await callHttp(deployment, 'CommandService/Submit', { action: 'lock', devices: ['steady'] })) as {
      messageIds: string[]
    }
  const refusal = async (): Promise<{ status: number; reason: string; ms: number }> => {
    const since = performance.now()
    try {
      await submit()
      return { status: 200, reason: '', ms: performance.now() - since }
    } catch (error) {
      const { status, answer } = error as { status: number; answer: { reason: string } }
      return { status, reason: answer.reason, ms: performance.now() - since }
    }
  }
  const statusOf = async (messageId: string | undefined): Promise<string> =>
    ((await callHttp(deployment, 'CommandService/GetMessage', { messageId })) as { message: { status: string } })
      .message.status

  /** Submit, deliver, result, status: all that has to come back. */
  async function work(): Promise<void> {
    await eventually(refusal, ({ status }) => status === 200, RECOVERY_MS)
    const { messageIds } = await submit()
    let delivered = await device.next('deliver')
    while (delivered.messageId !== messageIds[0]) delivered = await device.next('deliver')
    await finish(messageIds[0])
  }
  async function finish(messageId: string | undefined): Promise<void> {
    device.say('result', [{ messageId, sessionId: device.session, status: 'STATUS_SUCCEEDED' }])
    await eventually(
      () => statusOf(messageId),
      (status) => status === 'STATUS_SUCCEEDED',
    )
  }

  it('[A2] goes down: calls are refused at once, readiness says so, and all comes back by itself', async () => {
    const sotto = createSotto({ address: deployment.grpc, key: deployment.adminKey, retry: { attempts: 1 } })
    const watch = sotto.watch({ start: 'earliest', heartbeatMs: 1_000 })
    const kinds: string[] = []
    const listening = (async () => {
      for await (const event of watch) kinds.push(event.kind)
    })()
    await work()
    await redis.stop()
    const refused = await refusal()
    expect(refused).toMatchObject({ status: 503, reason: 'STORE_UNAVAILABLE' })
    expect(refused.ms).toBeLessThan(ANSWER_MS)
    const overGrpc = await sotto.submit({ action: 'lock', devices: ['steady'] }).catch((error: SottoError) => error)
    expect(overGrpc).toMatchObject({ code: 'unavailable', reason: 'STORE_UNAVAILABLE' })
    expect(await readiness()).toBe(503)

    await redis.restart()
    await work()
    await eventually(readiness, (status) => status === 200, RECOVERY_MS)
    // The same channel and the same stream, without a gap: the iterator would have thrown.
    await eventually(
      () => kinds.filter((kind) => kind === 'succeeded').length,
      (count) => count === 2,
    )
    await watch.close()
    await listening
    sotto.close()
  })

  it('[A2] freezes: calls are refused in time, and what was under way is found again', async () => {
    process.kill(redis.pid, 'SIGSTOP')
    const refused = await refusal()
    process.kill(redis.pid, 'SIGCONT')
    expect(refused).toMatchObject({ status: 503, reason: 'STORE_UNAVAILABLE' })
    expect(refused.ms).toBeLessThan(ANSWER_MS)
    await work()
  })

  it('[B1] [M3] is full: submits are refused, work in hand ends, channels stay, and all goes on when there is memory', async () => {
    const { messageIds } = await submit()
    let delivered = await device.next('deliver')
    while (delivered.messageId !== messageIds[0]) delivered = await device.next('deliver')
    const admin = redis.connect()
    await admin.config('SET', 'maxmemory', '1mb')
    expect(await refusal()).toMatchObject({ status: 429, reason: 'STORE_FULL' })

    // Longer than a node's lease: a node that could not renew it would lose its channels, and with them the results.
    const [, fullAt] = await Promise.all([statusOf(messageIds[0]), Promise.resolve(performance.now())])
    await eventually(
      () => performance.now() - fullAt,
      (ms) => ms > 3_000,
    )
    expect(device.heard.some(({ frame }) => frame === 'close')).toBe(false)
    await finish(messageIds[0])
    // A device that comes back is let in, and gets the session that its results need.
    const again = await openRaw(deployment, 'socketio', identity, device.session)
    expect(again.welcome).toMatchObject({ resumed: true })
    await device.closed
    device = again

    await admin.config('SET', 'maxmemory', '0')
    await work()
    await eventually(readiness, (status) => status === 200, RECOVERY_MS)
  })
})
