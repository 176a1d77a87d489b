import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type Sotto } from '../../clients/sdk/index.ts'
import { type Ledger, openLedger, RECOVERY_MS } from '../support/ledger.ts'
import { QUICK, type RoleProcess, type Settings, startRoleProcess } from '../support/processes.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { enrollWorkingAgent, type WorkingAgent } from '../support/working-agents.ts'

/** Of one drill, with processes that start on a machine that is busy; RECOVERY_MS bounds what is promised. */
const DRILL_MS = 60_000
/** Final messages that show that all of the path works. */
const FLOW = 8

describe('restart of anything under load [D1] [H1] [M1] [M4] [M7]', { timeout: DRILL_MS }, () => {
  let folder: string
  let redis: TestRedis
  let gateway: RoleProcess<'gateway'>
  let worker: RoleProcess<'worker'>
  let settings: Settings
  let sotto: Sotto
  let ledger: Ledger
  let agents: WorkingAgent[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-e2e-'))
    redis = await startRedis({ durability: 'always' })
    settings = { ...QUICK, redisUrl: redis.url, dataFolder: folder, durability: 'always' }
    worker = startRoleProcess('worker', settings)
    gateway = startRoleProcess('gateway', settings)
    const { http, grpc, adminKeyFile } = await gateway.ready()
    // As under a supervisor: what comes back is found where it was.
    settings = { ...settings, httpPort: new URL(http).port, grpcPort: grpc.slice(grpc.lastIndexOf(':') + 1) }
    await worker.ready()
    const key = readFileSync(adminKeyFile ?? '', 'utf8').trim()
    sotto = createSotto({ address: grpc, key })
    ledger = await openLedger(grpc, key)
    agents = [
      await enrollWorkingAgent(sotto, { http, grpc }, folder, { deviceId: 'near-1', wire: 'socketio', where: 'here' }),
      await enrollWorkingAgent(sotto, { http, grpc }, folder, { deviceId: 'near-2', wire: 'grpc', where: 'here' }),
      await enrollWorkingAgent(sotto, { http, grpc }, folder, { deviceId: 'far', wire: 'grpc', where: 'apart' }),
    ]
  })
  afterEach(() => Promise.all(agents.map((agent) => agent.stop())))
  afterAll(async () => {
    await ledger?.close()
    sotto?.close()
    await gateway?.kill9()
    await worker?.kill9()
    await redis?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Kills or ends something while messages flow; then they flow again, and the books are right. */
  async function drill(breakIt: () => Promise<void>): Promise<void> {
    // An agent whose channels were short comes back ever more slowly [D5]; each drill begins with new ones.
    await Promise.all(agents.map((agent) => agent.start()))
    const stop = ledger.trickle(agents)
    await ledger.flowing(FLOW)
    await breakIt()
    expect(await ledger.flowing(FLOW)).toBeLessThan(RECOVERY_MS)
    await stop()
  }
  async function settle(): Promise<string[]> {
    return [...(await ledger.settle(agents)).keys()]
  }

  it('the gateway is killed', async () => {
    await drill(async () => {
      await gateway.kill9()
      gateway = startRoleProcess('gateway', settings)
      await gateway.ready()
    })
    expect(await settle()).toEqual(['succeeded'])
  })

  it('the worker is killed', async () => {
    await drill(async () => {
      await worker.kill9()
      worker = startRoleProcess('worker', settings)
      await worker.ready()
    })
    expect(await settle()).toEqual(['succeeded'])
  })

  it('the store is killed; nothing else starts again', async () => {
    await drill(async () => {
      await redis.kill9()
      await redis.restart()
    })
    expect(await settle()).toEqual(['succeeded'])
  })

  it('[D1] an agent is killed: what was begun has failed as INTERRUPTED, and is not done again', async () => {
    await drill(async () => {
      const apart = agents[2]
      await apart?.kill9()
      await apart?.start()
    })
    for (const status of await settle()) expect(['succeeded', 'failed']).toContain(status)
  })

  it('[S7] the gateway is asked to end: it tells the devices, stores what they said, and exits with 0', async () => {
    await drill(async () => {
      const here = agents.slice(0, 2)
      const told = here.map(({ channelCauses }) => channelCauses.length)
      expect(await gateway.terminate()).toMatchObject({ code: 0, signal: null })
      here.forEach(({ channelCauses }, i) => {
        expect(channelCauses[told[i] ?? 0]).toContain('SHUTTING_DOWN (4000)')
      })
      gateway = startRoleProcess('gateway', settings)
      await gateway.ready()
    })
    await settle()
  })
})
