import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type SottoError } from '../../clients/sdk/index.ts'
import { lastWords } from '../../store/role.ts'
import { callHttp } from '../support/call-http.ts'
import { cutConnections } from '../support/cut-connections.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { eventually } from '../support/eventually.ts'
import { type Exit, QUICK, type RoleProcess, type Settings, startRoleProcess } from '../support/processes.ts'
import { enrollDevice, type Identity, openRaw, type RawDevice } from '../support/raw-device.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

/** Of a refusal: the caller must not be left hanging. */
const ANSWER_MS = 8_000
const RECOVERY_MS = 15_000

/** Until the store says that its last snapshot failed; the one before may be on its way. */
async function failSnapshot(admin: Redis): Promise<void> {
  await eventually(
    async () => {
      await admin.bgsave().catch(() => undefined)
      return await admin.info('persistence')
    },
    (info) => info.includes('rdb_last_bgsave_status:err'),
    RECOVERY_MS,
  )
}

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

  /** As it is met in life: what makes the store refuse writes, what mends it, and what the operator reads meanwhile. */
  const troubles: [string, (store: TestRedis) => Promise<() => Promise<unknown>>, RegExp][] = [
    [
      'has no memory left',
      async (store) => {
        const admin = store.connect()
        await admin.config('SET', 'maxmemory', '1')
        return () => admin.config('SET', 'maxmemory', '0')
      },
      /The store at unix:\S+ has no memory left and takes no writes \(OOM .*\)\. Give Redis more memory/,
    ],
    [
      'can not write to its disk',
      async (store) => {
        const admin = store.connect()
        // No snapshot can take the place of a folder.
        const snapshot = join(store.dataFolder, 'dump.rdb')
        mkdirSync(snapshot)
        await admin.config('SET', 'save', '3600 1')
        await failSnapshot(admin)
        return () => admin.config('SET', 'save', '')
      },
      /The store at unix:\S+ can not write to its disk and takes no writes \(MISCONF .*\)\. Make room on that disk/,
    ],
    [
      'is a replica',
      async (store) => {
        const admin = store.connect()
        await admin.replicaof('127.0.0.1', 1)
        return () => admin.replicaof('NO', 'ONE')
      },
      /The store at unix:\S+ is a replica and takes no writes \(READONLY .*\)\. Make it the master/,
    ],
    [
      'has fewer replicas than it must have',
      async (store) => {
        const admin = store.connect()
        await admin.config('SET', 'min-replicas-to-write', '1')
        return () => admin.config('SET', 'min-replicas-to-write', '0')
      },
      /The store at unix:\S+ has fewer replicas than it must have and takes no writes \(NOREPLICAS .*\)\. Start those that/,
    ],
  ]
  it.each(troubles)(
    '[B1] a store that %s is waited for too, and the log says so',
    async (_title, trouble, sentence) => {
      const store = await startRedis()
      try {
        const mend = await trouble(store)
        const own = { ...settings(), redisUrl: store.url, dataFolder: store.dataFolder }
        roles = [startRoleProcess('gateway', own), startRoleProcess('worker', own)]
        for (const role of roles)
          await eventually(
            () => role.log(),
            (log) => sentence.test(log),
            RECOVERY_MS,
          )
        await mend()
        await Promise.all(roles.map((role) => role.ready()))
      } finally {
        await Promise.all(roles.map((role) => role.kill9()))
        await store.close()
      }
    },
  )

  it('[B1] a full store holds up a first gateway until its keys can be made, and no role of a deployment that stands', async () => {
    const store = await startRedis()
    try {
      const own = { ...settings(), redisUrl: store.url, dataFolder: store.dataFolder }
      const worker = startRoleProcess('worker', own)
      roles = [worker]
      await worker.ready()
      const admin = store.connect()
      await admin.config('SET', 'maxmemory', '1')
      const gateway = startRoleProcess('gateway', own)
      roles.push(gateway)
      await eventually(
        () => gateway.log(),
        (log) => log.includes('has no memory left'),
        RECOVERY_MS,
      )
      await admin.config('SET', 'maxmemory', '0')
      await gateway.ready()
      await admin.config('SET', 'maxmemory', '1')
      const more = [startRoleProcess('gateway', own), startRoleProcess('worker', own)]
      roles.push(...more)
      await Promise.all(more.map((role) => role.ready()))
      for (const role of more) expect(role.log()).not.toContain('takes no writes')
    } finally {
      await Promise.all(roles.map((role) => role.kill9()))
      await store.close()
    }
  })

  it('ends a role that has waited long enough for a store that takes no writes, with one sentence', async () => {
    const store = await startRedis()
    await store.connect().config('SET', 'maxmemory', '1')
    roles = [
      startRoleProcess('worker', { ...settings(), redisUrl: store.url, storeWaitSeconds: 1, logLevel: 'silent' }),
    ]
    const { code, log } = (await Promise.all(roles.map((role) => role.exited)))[0] as Exit
    await store.close()
    expect(code).toBe(1)
    expect(log).toMatch(/^The store at unix:\S+ has no memory left .*: this role has waited 1 s for it\.$/)
  })

  it('[A2] says a sentence and no stack also when the store stops taking writes in the middle of a start', () => {
    const error = new Error('READONLY You can not write against a read only replica.')
    expect(lastWords(error)).toMatch(
      /^The store is a replica and takes no writes \(READONLY .*\)\. Make it the master, .*\.$/,
    )
    expect(lastWords(new Error('READ nothing'))).toContain('store-trouble.test.ts')
  })

  it.each(['INFO', 'TIME', 'FUNCTION'])(
    'is waited for again when its connection is lost at %s, in the middle of a start',
    async (word) => {
      const cutter = await cutConnections(redis.socketPath, word, 2)
      roles = [startRoleProcess('worker', { ...settings(), redisUrl: cutter.url })]
      await roles[0]?.ready()
      expect(cutter.cut()).toBe(2)
      await roles[0]?.terminate()
      await cutter.close()
    },
  )

  it('[A2] ends a role that loses it again and again with one sentence, and no stack', async () => {
    const cutter = await cutConnections(redis.socketPath, 'FUNCTION', Number.POSITIVE_INFINITY)
    roles = [
      startRoleProcess('worker', { ...settings(), redisUrl: cutter.url, storeWaitSeconds: 1, logLevel: 'silent' }),
    ]
    const { code, log } = (await Promise.all(roles.map((role) => role.exited)))[0] as Exit
    await cutter.close()
    expect(code).toBe(1)
    expect(log).toMatch(/^The store at redis:\/\/127\.0\.0\.1:\d+ was lost again and again for 1 s \(.*\)\. See .*\.$/)
    // And where nobody waits for it any more.
    expect(lastWords(new Error('Connection is closed.'))).toMatch(/^The connection to the store was lost while .*\.$/)
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
      async () => {
        const first = startRoleProcess('worker', settings())
        roles = [first]
        await first.ready()
        await first.terminate()
        return { partitions: 8 }
      },
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
  async function work(): Promise<string | undefined> {
    await eventually(refusal, ({ status }) => status === 200, RECOVERY_MS)
    const { messageIds } = await submit()
    let delivered = await device.next('deliver')
    while (delivered.messageId !== messageIds[0]) delivered = await device.next('deliver')
    await finish(messageIds[0])
    return messageIds[0]
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

  it('[A2] [B5] has lost its replicas: submits are refused with the clear error, messages are read, and all goes on when they are back', async () => {
    const messageId = await work()
    const admin = redis.connect()
    await admin.config('SET', 'min-replicas-to-write', '1')
    const refused = await refusal()
    expect(await statusOf(messageId)).toBe('STATUS_SUCCEEDED')
    const listed = await callHttp(deployment, 'CommandService/ListMessages', { deviceId: 'steady' })
    expect(listed).toMatchObject({ messages: expect.arrayContaining([expect.objectContaining({ messageId })]) })
    await admin.config('SET', 'min-replicas-to-write', '0')
    expect(refused).toMatchObject({ status: 503, reason: 'STORE_UNAVAILABLE' })
    expect(refused.ms).toBeLessThan(ANSWER_MS)
    await work()
    await eventually(readiness, (status) => status === 200, RECOVERY_MS)
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
