import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ActionContext, type Agent, createAgent, enroll, fileJournal, type Identity } from '@sotto/agent'
import type { Sotto } from '@sotto/sdk'

/** Three devices: two over Socket.IO, one over gRPC. */
export const DEVICES = ['kiosk-1', 'kiosk-2', 'sensor-1'] as const
export type DeviceId = (typeof DEVICES)[number]
export const WIRES: Record<DeviceId, 'Socket.IO' | 'gRPC'> = {
  'kiosk-1': 'Socket.IO',
  'kiosk-2': 'Socket.IO',
  'sensor-1': 'gRPC',
}

export type DemoDevices = {
  /** Connects; resolves when the channel is open. */
  switchOn(device: DeviceId): Promise<void>
  switchOff(device: DeviceId): Promise<void>
  close(): Promise<void>
}

export type Addresses = { http: string; grpc: string }

const OPEN_TIMEOUT_MS = 20_000
const STEP_MS = 450
/** What the hook runs: a program of the allow-list, in a process of its own, with the content on its standard input. */
const REPORT = `
let bytes = 0
process.stdin.on('data', (chunk) => { bytes += chunk.length })
process.stdin.on('end', () => {
  console.log('report by process', process.pid, process.argv[1], 'on a content of', bytes, 'bytes')
})`

/** Enrols the devices; none is on yet. `said` hears what the host application on a device does. */
export async function enrollDevices(
  sotto: Sotto,
  addresses: Addresses,
  folder: string,
  said: (device: DeviceId, what: string) => void,
): Promise<DemoDevices> {
  const identities = new Map<DeviceId, Identity>()
  for (const device of DEVICES) {
    const { token } = await sotto.enrollments.create({ deviceId: device, labels: { site: 'demo' } })
    const file = join(folder, device, 'identity.json')
    identities.set(device, await enroll({ server: addresses.http, token, file, deviceId: device }))
  }
  const on = new Map<DeviceId, Agent>()

  async function switchOff(device: DeviceId): Promise<void> {
    const agent = on.get(device)
    on.delete(device)
    await agent?.close()
  }

  return {
    async switchOn(device) {
      const identity = identities.get(device)
      if (!identity) throw new Error(`The demo has no device ${device}.`)
      const agent = createAgent({
        server: WIRES[device] === 'gRPC' ? `grpc://${addresses.grpc}` : addresses.http,
        identity,
        journal: fileJournal({ folder: join(folder, device, 'journal') }),
        actions: ACTIONS,
        programs: { report: { path: process.execPath, args: ['-e', REPORT, '--'] } },
        onInterrupt: () => said(device, 'the host application yields'),
        onResume: () => said(device, 'the host application resumes'),
        agentName: 'sotto-demo',
      })
      on.set(device, agent)
      const open = opened(agent, device)
      await agent.start()
      await open
    },
    switchOff,
    close: async () => void (await Promise.all(DEVICES.map(switchOff))),
  }
}

const ACTIONS: Record<string, (context: ActionContext) => unknown> = {
  lock: () => ({ locked: true }),
  locate: () => ({ latitude: 52.52, longitude: 13.405 }),
  async update({ progress, signal }) {
    for (const [percent, note] of [
      [25, 'downloaded'],
      [60, 'verified'],
      [90, 'installed'],
    ] as const) {
      await sleep(STEP_MS, undefined, { signal })
      progress(percent, note)
    }
    await sleep(STEP_MS, undefined, { signal })
    return { version: '2.4' }
  },
}

function opened(agent: Agent, device: DeviceId): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer)
      reject(new Error(`The demo's device ${device} could not connect: ${why}.`))
    }
    const timer = setTimeout(() => fail('no channel came in time'), OPEN_TIMEOUT_MS)
    const off = agent.on('state', (state) => {
      if (state.is === 'refused') fail(`${state.code} ${state.reason}`)
      if (state.is !== 'open') return
      clearTimeout(timer)
      off()
      resolve()
    })
  })
}
