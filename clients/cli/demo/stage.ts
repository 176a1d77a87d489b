import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Sotto } from '@sotto/sdk'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { programOf, type Role } from '../start/roles.ts'
import { chooseRoles, settingsEnv } from '../start/settings.ts'
import { type Running, type Supervisor, startSupervisor } from '../start/supervisor.ts'

export type StageOptions = {
  /** Kept afterwards. Without one: a temporary folder, removed at the end. */
  folder: string | undefined
  settings: string[]
  env: NodeJS.ProcessEnv
  /** A warning or an error in a role's log. */
  log(role: Role, line: string): void
}

/** All of Sotto, running for the demo, and a client of it. */
export type Stage = Running & {
  folder: string
  keyFile: string
  supervisor: Supervisor
  sotto: Sotto
  close(): Promise<void>
}

/** Enough of the log to see why something did not start. */
const LOG_LINES_KEPT = 40
const WARN_LEVEL = 40

export async function openStage(options: StageOptions): Promise<Stage> {
  const folder = options.folder ? resolve(options.folder) : await mkdtemp(join(tmpdir(), 'sotto-demo-'))
  const removed = async () => void (options.folder || (await rm(folder, { recursive: true, force: true })))
  const settings = ['httpPort=0', 'grpcPort=0', `dataFolder=${folder}`, ...options.settings]
  const env = settingsEnv(options.env, settings)
  const newest: string[] = []
  let isUp = false
  const supervisor = startSupervisor({
    programs: chooseRoles(undefined, env, undefined).map(programOf),
    args: [],
    env,
    log(role, line) {
      newest.push(`${role} ${line}`)
      newest.splice(0, newest.length - LOG_LINES_KEPT)
      if (isUp && isWarning(line)) options.log(role, line)
    },
    note: (text) => newest.push(text),
  })
  const running = await supervisor.running
  if (!running) {
    const end = await supervisor.ended
    await removed()
    const code = end === 'configuration' ? EXIT.CONFIGURATION : EXIT.FAILED
    throw new Failure(
      code,
      'NOT_STARTED',
      `Sotto did not start:\n  ${newest.join('\n  ')}\n"sotto doctor" may know why.`,
    )
  }
  isUp = true
  const keyFile = running.adminKeyFile ?? join(folder, 'admin.key')
  const { connect } = await import('../server.ts')
  const sotto = await connect({ server: running.grpc, keyFile }, {})
  return {
    ...running,
    folder,
    keyFile,
    supervisor,
    sotto,
    async close() {
      sotto.close()
      await supervisor.stop()
      await removed()
    },
  }
}

/** What is not pino's JSON came from a crash. */
function isWarning(line: string): boolean {
  const level = /^\{"level":(\d+)/.exec(line)?.[1]
  return level === undefined || Number(level) >= WARN_LEVEL
}
