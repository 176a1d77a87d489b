import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSotto, type Sotto } from '../../clients/sdk/index.ts'
import { eventually } from '../support/eventually.ts'
import { QUICK, type RoleProcess, type Settings, startRoleProcess } from '../support/processes.ts'
import { withRedis } from '../support/redis.ts'
import { enrollWorkingAgent, type WorkingAgent } from '../support/working-agents.ts'

/** Of what takes a lease, a sweep of the nodes, or a new channel. */
const SOON_MS = 30_000

describe('a gateway process that is frozen beyond its lease', () => {
  const redis = withRedis({ durability: 'always' })
  let folder: string
  let frozen: RoleProcess<'gateway'>
  let roles: (RoleProcess<'gateway'> | RoleProcess<'worker'>)[]
  let sotto: Sotto
  let agents: WorkingAgent[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-e2e-'))
    const settings: Settings = { ...QUICK, redisUrl: redis.url, dataFolder: folder, durability: 'always' }
    frozen = startRoleProcess('gateway', settings)
    const door = await frozen.ready()
    const other = startRoleProcess('gateway', settings)
    const worker = startRoleProcess('worker', settings)
    roles = [frozen, other, worker]
    await worker.ready()
    // The application and its questions are at the node that lives.
    sotto = createSotto({
      address: (await other.ready()).grpc,
      key: readFileSync(door.adminKeyFile ?? '', 'utf8').trim(),
    })
    agents = [
      await enrollWorkingAgent(sotto, door, folder, { deviceId: 'near-1', wire: 'socketio', where: 'here' }),
      await enrollWorkingAgent(sotto, door, folder, { deviceId: 'near-2', wire: 'grpc', where: 'here' }),
    ]
    await Promise.all(agents.map((agent) => agent.start()))
  })
  afterAll(async () => {
    await Promise.all((agents ?? []).map((agent) => agent.stop()))
    sotto?.close()
    await Promise.all((roles ?? []).map((role) => role.kill9()))
    rmSync(folder, { recursive: true, force: true })
  })

  const online = async (): Promise<boolean[]> =>
    await Promise.all(agents.map(async ({ deviceId }) => (await sotto.devices.get(deviceId)).online))
  const submit = async () => await sotto.submit({ action: 'act', devices: agents.map(({ deviceId }) => deviceId) })

  it('[S6] [M8] [D1] its devices are offline until it wakes; then they come back, and what waited is done once', async () => {
    const before = await submit()
    await sotto.waitFor(before.commandId, { timeoutMs: SOON_MS })
    const lives = agents.map(({ channelCauses }) => channelCauses.length)

    process.kill(frozen.pid, 'SIGSTOP')
    const meanwhile = await submit()
    await eventually(online, (all) => all.every((one) => !one), SOON_MS)
    process.kill(frozen.pid, 'SIGCONT')

    const ended = await sotto.waitFor(meanwhile.commandId, { timeoutMs: 2 * SOON_MS })
    expect(ended.messages.map(({ status }) => status)).toEqual(['succeeded', 'succeeded'])
    expect(await online()).toEqual([true, true])
    agents.forEach(({ channelCauses, effects }, i) => {
      // What it was told on the channel that the store had given up.
      expect(channelCauses.slice(lives[i]).join()).toContain('CHANNEL_LOST')
      expect(effects()).toEqual([before.messageIds[i], meanwhile.messageIds[i]])
    })
    expect(await frozen.terminate()).toMatchObject({ code: 0 })
    await eventually(online, (all) => all.every((one) => !one), SOON_MS)
  })
})
