import { setTimeout as sleep } from 'node:timers/promises'
import {
  type ActionContext,
  type Agent,
  createAgent,
  defer,
  Failed,
  memoryJournal,
  Rejected,
} from '../../clients/agent/index.ts'
import type { Deployment } from './deployment.ts'
import { eventually } from './eventually.ts'
import { enrollDevice } from './raw-device.ts'

/** Enrolments and channels at a time. */
const AT_ONCE = 25
const STEP_MS = 15
const ON_BATTERY_MS = 3_600_000

/** Real agents with journals in memory, in this process. What they do hangs on the action alone. */
export type LightFleet = {
  names: readonly string[]
  switchOff(device: string): Promise<void>
  close(): Promise<void>
}

/** Opens them all. @param names on Socket.IO and gRPC in turn */
export async function openLightFleet(deployment: Deployment, names: readonly string[]): Promise<LightFleet> {
  const agents = new Map<string, Agent>()
  const open = async (name: string, at: number) => {
    const { privateKey, ...who } = await enrollDevice(deployment, name)
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
    const agent = createAgent({
      server: at % 2 === 0 ? deployment.http : `grpc://${deployment.grpc}`,
      identity: { ...who, privateKey: pkcs8 },
      journal: memoryJournal(),
      actions: ACTIONS,
      agentName: 'sotto-test',
    })
    agents.set(name, agent)
    await agent.start()
    await eventually(
      () => agent.state.is,
      (is) => is === 'open',
    )
  }
  for (let at = 0; at < names.length; at += AT_ONCE)
    await Promise.all(names.slice(at, at + AT_ONCE).map((name, i) => open(name, at + i)))
  return {
    names,
    async switchOff(device) {
      await agents.get(device)?.close(0)
      agents.delete(device)
    },
    close: async () => void (await Promise.all([...agents.values()].map((agent) => agent.close(0)))),
  }
}

const ACTIONS: Record<string, (context: ActionContext) => unknown> = {
  lock: () => ({ locked: true }),
  locate: () => ({ latitude: 52.52, longitude: 13.405 }),
  async 'collect-logs'({ progress }) {
    progress(30, 'reading')
    await sleep(STEP_MS)
    progress(80, 'sealing')
    await sleep(STEP_MS)
    return { files: ['syslog', 'app.log'], bytes: 48_213 }
  },
  'update-app': () => {
    throw new Failed('PROGRAM_EXIT', 'The program ended with 3.', 'no space left on device')
  },
  wipe: () => {
    throw new Rejected('NOT_ALLOWED', 'This device is not wiped from afar.')
  },
  restart: () => defer({ afterMs: ON_BATTERY_MS, reason: 'on battery' }),
  /** Goes on until it is canceled. */
  async watch({ progress, signal }) {
    progress(10, 'watching')
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    signal.throwIfAborted()
  },
}
