import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createCast, SMALL } from '../cast.ts'
import { missingDisk, openDisk } from '../disk.ts'
import type { Detail, Fault } from '../fault.ts'
import { openHistory, readHistories } from '../history.ts'
import { createRandom } from '../random.ts'
import { startRedisActor } from '../redis-actor.ts'
import type { World } from '../world.ts'
import { diskFull } from './disk-full.ts'
import { failover } from './failover.ts'
import { powerLoss } from './power-loss.ts'
import { storeFull } from './store-full.ts'

type Durability = 'always' | 'everysec'
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A world of one server, and a client that counts what the server said it has. */
async function openStore(durability: Durability) {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-store-faults-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  const disk = missingDisk() === undefined ? await openDisk(join(folder, 'redis'), folder) : undefined
  if (disk) closing.push(() => disk.close())
  const history = openHistory(folder, 'orchestrator')
  const redis = await startRedisActor({ name: 'redis', kind: 'redis' }, join(folder, 'redis'), durability, history)
  closing.push(() => redis.close())
  const client = new Redis(redis.store.socketPath, {
    ...{ retryStrategy: () => 50, maxRetriesPerRequest: 0, enableOfflineQueue: false },
  })
  client.on('error', () => undefined)
  closing.push(() => client.disconnect())
  const world: World = {
    ...{
      cast: createCast(SMALL),
      actor: () => redis,
      actorsOf: () => [redis],
      folder,
      history,
      disk,
      store: redis.store,
    },
    link: () => {
      throw new Error('There are no ways here.')
    },
  }

  const counting = { answered: 0, stop: false }
  /** Counts up in the store until it is stopped or an answer fails. */
  const count = async (): Promise<void> => {
    for (; !counting.stop; counting.answered++) {
      try {
        await client.set('count', counting.answered + 1)
      } catch {
        return
      }
    }
  }
  const ready = () =>
    eventually(
      () => client.ping().catch(() => ''),
      (answer) => answer === 'PONG',
    )
  await ready()
  await client.set('seed', 'x'.repeat(1_000))
  return {
    ...{ world, redis, client, counting, count, ready },
    stored: async () => Number(await client.get('count')),
    losses: () => [...readHistories(folder).lines('orchestrator')].filter(({ is }) => is === 'loss').length,
  }
}

/** What is planned is what is injected. */
function planned<D extends Detail>(fault: Fault<D>): D {
  const plan = fault.plan(createRandom('test'), createCast(SMALL), 60_000)
  if (!plan) throw new Error(`${fault.name} is not planned`)
  return plan.detail
}

describe('a machine without a disk for the store', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    vi.resetModules()
  })

  it('plans no fault of the disk, and its report names each as not tried, with the reason', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1_000)
    vi.resetModules()
    const { FAULTS, NOT_TRIED } = await import('./index.ts')
    const { asText, reportOf } = await import('../report.ts')
    const report = reportOf([], new Date())
    for (const name of [powerLoss.name, diskFull.name]) {
      const missing = { name, why: expect.stringMatching(/^it needs (root|Linux), to mount a file system of its own$/) }
      expect(FAULTS).not.toContainEqual(expect.objectContaining({ name }))
      expect(NOT_TRIED).toContainEqual(missing)
      expect(report.notTried).toContainEqual(missing)
      expect(asText(report)).toMatch(new RegExp(`^  ${name} +NOT TRIED: it needs `, 'm'))
    }
  })
})

// It takes root and loop devices, which not every machine gives. What is left out then the harness says: the test above.
describe.runIf(missingDisk() === undefined)('a disk of its own', () => {
  it('power-loss with everysec - what was answered within the last second is gone, and told as a loss', async () => {
    const it = await openStore('everysec')
    const counting = it.count()
    await eventually(
      () => it.counting.answered,
      (answered) => answered > 2_000,
    )
    const heal = await powerLoss.inject({ ...planned(powerLoss), downMs: 0 }, it.world)
    await counting
    await heal()
    await it.ready()
    const stored = await it.stored()
    expect(stored).toBeLessThan(it.counting.answered)
    expect(it.losses()).toBe(1)
  })

  it('power-loss with always - nothing that was answered is gone', async () => {
    const it = await openStore('always')
    const counting = it.count()
    await eventually(
      () => it.counting.answered,
      (answered) => answered > 300,
    )
    const heal = await powerLoss.inject(planned(powerLoss), it.world)
    await counting
    await heal()
    await it.ready()
    expect(await it.stored()).toBeGreaterThanOrEqual(it.counting.answered)
    expect(it.losses()).toBe(0)
  })

  it('disk-full with everysec - the server stays, refuses writes, and takes them when there is room', async () => {
    const it = await openStore('everysec')
    const heal = await diskFull.inject(planned(diskFull), it.world)
    const write = () =>
      it.client.set('big', 'x'.repeat(100_000)).then(
        () => 'OK',
        (error) => String(error),
      )
    expect(await eventually(write, (word) => word !== 'OK')).toContain('MISCONF')
    expect(await it.client.get('seed')).toHaveLength(1_000)
    await heal()
    await eventually(write, (word) => word === 'OK')
  })

  it('disk-full with always - the server ends, and serves what it had when there is room', async () => {
    const it = await openStore('always')
    const heal = await diskFull.inject(planned(diskFull), it.world)
    const { pid } = it.redis
    await eventually(
      async () => {
        // This write is what makes it end.
        await it.client.set('big', 'x'.repeat(100_000)).catch(() => undefined)
        return it.redis.pid
      },
      (now) => now !== pid,
    )
    await heal()
    await it.ready()
    expect(await it.client.get('seed')).toHaveLength(1_000)
    expect(await it.client.set('big', 'x'.repeat(100_000))).toBe('OK')
  })
})

describe('the server of the store', () => {
  // The kernel still has it for running then, and nobody would start it again: a run of faults hung.
  it('disk-full - a server that ends in the moment in which there is room again is started all the same', async () => {
    const it = await openStore('always')
    const endsItself = (): void => void process.kill(it.redis.pid, 'SIGKILL')
    const disk = { folder: '', fill: () => endsItself, losePower: async () => undefined, close: async () => undefined }
    const heal = await diskFull.inject(planned(diskFull), { ...it.world, disk })
    await heal()
    await it.ready()
    expect(await it.client.get('seed')).toHaveLength(1_000)
  })

  it('failover - the replica has all but the last, and that is told as a loss', async () => {
    const it = await openStore('always')
    await it.client.set('count', 0)
    const counting = it.count()
    const heal = await failover.inject({ lostMs: 400, downMs: 0 }, it.world)
    await counting
    await heal()
    await it.ready()
    const stored = await it.stored()
    expect(stored).toBeLessThan(it.counting.answered)
    expect(stored).toBeGreaterThan(0)
    expect(await it.client.get('seed')).toHaveLength(1_000)
    expect(it.losses()).toBe(1)
  })

  it('store-full - writes are refused, reads are not, and writes go on when it is healed', async () => {
    const it = await openStore('everysec')
    const heal = await storeFull.inject({ partOfUsed: 0.5 }, it.world)
    await expect(it.client.set('more', 'x'.repeat(10_000))).rejects.toThrow('OOM')
    expect(await it.client.get('seed')).toHaveLength(1_000)
    await heal()
    expect(await it.client.set('more', 'x')).toBe('OK')
  })
})
