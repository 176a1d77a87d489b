import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { lastWords } from '../../store/role.ts'
import { cutConnections } from '../support/cut-connections.ts'
import { eventually } from '../support/eventually.ts'
import { type Exit, QUICK, type RoleProcess, type Settings, startRoleProcess } from '../support/processes.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

const RECOVERY_MS = 15_000

/** One that is on its way already will do. */
const unlessSaving = (error: Error): void => {
  if (!error.message.includes('already in progress')) throw error
}

/** Until the store says that its last snapshot failed; the one before may be on its way. */
async function failSnapshot(admin: Redis): Promise<void> {
  await eventually(
    async () => {
      await admin.bgsave().catch(unlessSaving)
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
    expect(lastWords(new Error('READ nothing'))).toContain('store-trouble-at-start.test.ts')
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
