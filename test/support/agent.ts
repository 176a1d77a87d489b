import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type Agent, type AgentOptions, createAgent, type Identity, memoryJournal } from '../../clients/agent/index.ts'
import { type DeviceServer, startDeviceServer, type Wire } from './device-server.ts'
import { until } from './until.ts'

const keys = generateKeyPairSync('ed25519')
export const publicKey = keys.publicKey
export const identity: Identity = {
  tenant: 't1',
  deviceId: 'd1',
  epoch: 1,
  privateKey: keys.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
}

/** What a test file opens, closed after each of its tests, the last first. */
export function stage(): Stage {
  const open: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close()
  })
  const after = (close: () => Promise<void>) => void open.push(close)
  return {
    after,
    async server(wire) {
      const server = await startDeviceServer(wire)
      after(server.close)
      return server
    },
    async agent(options) {
      const agent = createAgent({ identity, journal: memoryJournal(), ...options })
      after(() => agent.close(0))
      await agent.start()
      return agent
    },
    async connected(server, options) {
      const agent = await this.agent({ server: server.url, ...options })
      await until(
        () => agent.state.is === 'open',
        () => `the channel, but it is ${JSON.stringify(agent.state)}`,
      )
      return agent
    },
    async folder() {
      const folder = await mkdtemp(join(tmpdir(), 'sotto-agent-'))
      after(() => rm(folder, { recursive: true, force: true }))
      return folder
    },
  }
}

export type Stage = {
  after(close: () => Promise<void>): void
  server(wire: Wire): Promise<DeviceServer>
  agent(options: Partial<AgentOptions> & Pick<AgentOptions, 'server' | 'actions'>): Promise<Agent>
  connected(server: DeviceServer, options: Partial<AgentOptions> & Pick<AgentOptions, 'actions'>): Promise<Agent>
  folder(): Promise<string>
}
