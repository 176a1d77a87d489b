import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Agent, createAgent, enroll, fileJournal, type Identity } from '../../clients/agent/index.ts'
import type { Sotto } from '../../clients/sdk/index.ts'
import { eventually } from './eventually.ts'
import { promptClock } from './prompt-clock.ts'
import type { WireName } from './raw-device.ts'

const SCRIPT = fileURLToPath(new URL('./programs/agent-process.ts', import.meta.url))
const WORK_MS_MAX = 10

/** A real agent with a journal in a file, whose handler writes each effect down: one line a message that was done. */
export type WorkingAgent = {
  readonly deviceId: string
  start(): Promise<void>
  /** What the agent was told of its channel, in order. Nothing of one in a process of its own. */
  readonly channelCauses: string[]
  stop(): Promise<void>
  /** As a crash would; of an agent in a process of its own only. */
  kill9(): Promise<void>
  /** Message identifiers, in the order of the effects. */
  effects(): string[]
}

type Door = { http: string; grpc: string }

/** @param where `here`: in this process; `apart`: in a process of its own */
export async function enrollWorkingAgent(
  sotto: Sotto,
  door: Door,
  folder: string,
  { deviceId, wire, where }: { deviceId: string; wire: WireName; where: 'here' | 'apart' },
): Promise<WorkingAgent> {
  const { token } = await sotto.enrollments.create({ deviceId })
  const identity = await enroll({ server: door.http, token, file: join(folder, deviceId, 'identity.json') })
  const server = wire === 'grpc' ? `grpc://${door.grpc}` : door.http
  const journalFolder = join(folder, deviceId, 'journal')
  const effectsFile = join(folder, `${deviceId}.effects`)
  const isOnline = async () => (await sotto.devices.get(deviceId)).online
  const parts = { server, identity, journalFolder, effectsFile }
  const life = where === 'here' ? lifeHere(parts) : lifeApart(parts)
  return {
    deviceId,
    ...life,
    async start() {
      await life.start()
      await eventually(isOnline, Boolean)
    },
    effects: () => readFileSync(effectsFile, { encoding: 'utf8', flag: 'a+' }).split('\n').filter(Boolean),
  }
}

type Parts = { server: string; identity: Identity; journalFolder: string; effectsFile: string }
type Life = Pick<WorkingAgent, 'start' | 'stop' | 'kill9' | 'channelCauses'>

function lifeHere({ server, identity, journalFolder, effectsFile }: Parts): Life {
  let agent: Agent | undefined
  const channelCauses: string[] = []
  return {
    channelCauses,
    async start() {
      agent = createAgent({
        ...{ server, identity, journal: fileJournal({ folder: journalFolder }), clock: promptClock },
        actions: {
          act: async ({ messageId }) => {
            appendFileSync(effectsFile, `${messageId}\n`)
            await sleep(Math.random() * WORK_MS_MAX)
            return 'done'
          },
        },
      })
      agent.on('state', (state) => {
        if (state.is === 'waiting') channelCauses.push(state.cause)
      })
      await agent.start()
    },
    async stop() {
      await agent?.close()
      agent = undefined
    },
    kill9: () => Promise.reject(new Error('This agent has no process of its own.')),
  }
}

function lifeApart({ server, identity, journalFolder, effectsFile }: Parts): Life {
  let child: ChildProcess | undefined
  const kill9 = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return {
    channelCauses: [],
    async start() {
      const args = [server, journalFolder, effectsFile, JSON.stringify(identity), '']
      child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
      await once(child, 'spawn')
    },
    stop: kill9,
    kill9,
  }
}
