import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Handler } from './action.ts'
import type { Agent } from './agent.ts'
import { type AgentConfig, readAgentConfig } from './agent-config.ts'
import type { ChannelState } from './channel.ts'
import { systemClock } from './clock.ts'
import { fileJournal } from './file-journal.ts'
import { enroll, type Identity, loadIdentity } from './identity.ts'
import { RECONNECT_BASE_MS, RECONNECT_CAP_MS } from './limits.ts'
import { type Log, silentLog } from './log.ts'
import { createAgent } from './node-agent.ts'
import { Unreachable } from './post-json.ts'
import { type Program, runProgram } from './program.ts'
import type { TraceRun } from './trace.ts'
import type { TransportTls } from './transport.ts'

export type RunnerOptions = {
  log?: Log
  /** [A6] */
  trace?: TraceRun | undefined
  /** Ends the waiting for a server that can not be reached yet. */
  signal?: AbortSignal
}

export type Running = {
  readonly identity: Pick<Identity, 'tenant' | 'deviceId' | 'epoch'>
  readonly agent: Agent
  /** Resolves when the agent will not come back: the server refused it [S7], or it was closed. */
  readonly ended: Promise<Extract<ChannelState, { is: 'refused' | 'closed' }>>
  close(): Promise<void>
}

/**
 * Runs an agent from its file: enrols it if it has no identity yet (a server that can not be reached is waited for), and
 * starts it. Rejects with `AgentConfigError`, or with a sentence that says what to do.
 */
export async function runFromConfig(
  path: string,
  { log = silentLog, signal, trace }: RunnerOptions = {},
): Promise<Running> {
  const config = await readAgentConfig(path)
  const tls = await readTls(config)
  const identity = await identityOf(config, path, tls, log, signal)
  const { onInterrupt, onResume } = config
  const agent = createAgent({
    server: config.server,
    identity,
    tls,
    log,
    journal: fileJournal({ folder: join(config.folder, 'journal'), log }),
    actions: Object.fromEntries(Object.entries(config.actions).map(([name, program]) => [name, handlerOf(program)])),
    resumable: Object.keys(config.actions).filter((name) => config.actions[name]?.resumable),
    programs: config.programs,
    agentName: 'sotto-agent',
    ...(trace && { trace }),
    ...(config.concurrency !== undefined && { concurrencyMax: config.concurrency }),
    ...(onInterrupt && { onInterrupt: handlerOf(onInterrupt) }),
    ...(onResume && { onResume: handlerOf(onResume) }),
  })
  const ended = new Promise<Extract<ChannelState, { is: 'refused' | 'closed' }>>((resolve) => {
    agent.on('state', (state) => {
      if (state.is === 'refused' || state.is === 'closed') resolve(state)
    })
  })
  await agent.start()
  const { tenant, deviceId, epoch } = identity
  return { identity: { tenant, deviceId, epoch }, agent, ended, close: () => agent.close() }
}

/** The content is on the program's standard input. */
const handlerOf =
  (program: Program): Handler =>
  (context) =>
    runProgram(program, [], context)

async function identityOf(
  config: AgentConfig,
  path: string,
  tls: TransportTls,
  log: Log,
  signal: AbortSignal | undefined,
): Promise<Identity> {
  const file = join(config.folder, 'identity.json')
  const known = await loadIdentity(file)
  if (known) return known
  const token = config.token ?? (config.tokenFile && (await readFile(config.tokenFile, 'utf8')).trim())
  if (!token)
    throw new Error(
      `The device has no identity in ${file} yet. Make a token with "sotto enroll" and put it into ${path} as "token".`,
    )
  const server = config.enrollServer ?? (config.server.startsWith('http') ? config.server : undefined)
  if (server === undefined)
    throw new Error(`To enrol, the agent needs the HTTP address of the server. Put it into ${path} as "enrollServer".`)
  const { deviceId, labels } = config
  for (let tries = 0; ; tries++) {
    try {
      return await enroll({ server, token, file, labels, tls, ...(deviceId !== undefined && { deviceId }) })
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      const ms = systemClock.chance() * Math.min(RECONNECT_CAP_MS, RECONNECT_BASE_MS * 2 ** Math.min(tries, 16))
      log.warn({ error: error.message, retryInMs: Math.round(ms) }, 'The device could not enrol yet; it tries again.')
      await sleep(ms, undefined, { ...(signal && { signal }) })
    }
  }
}

async function readTls({ tls: { caFile, certFile, keyFile } }: AgentConfig): Promise<TransportTls> {
  const tls: TransportTls = {}
  if (caFile) tls.ca = await readFile(caFile, 'utf8')
  if (certFile) tls.cert = await readFile(certFile, 'utf8')
  if (keyFile) tls.key = await readFile(keyFile, 'utf8')
  return tls
}
