import type { Logger } from 'pino'
import { CONFIG_EXIT_CODE, type Config, ConfigProblem } from '../core/config.ts'
import { createLog } from './log.ts'
import { isConnectionLost, StoreAway } from './redis/await-server.ts'
import { refusalOfWrites } from './redis/await-writes.ts'
import { readSettings } from './settings.ts'

/** After this the process ends, whatever still waits. */
const GRACE_MS = 20_000

export type Role = {
  name: 'redis' | 'gateway' | 'worker'
  /** Opens all that the role needs. What it returns is told on standard output, in one line of JSON. */
  start(
    config: Config,
    log: Logger,
  ): Promise<{ facts: Record<string, unknown>; close(): Promise<void>; failed?: Promise<string> }>
}

/**
 * The life of a role's process: settings, start, "ready" on standard output, and an orderly end on SIGTERM, SIGINT or (under a
 * supervisor) when standard input ends, which is how a supervisor that was killed takes its children along. Exit codes: 0,
 * 1 failed, 78 a set-up that can not work.
 */
export async function runRole(role: Role): Promise<void> {
  try {
    const config = readSettings(process.argv, process.env)
    const log = createLog(config, { role: role.name, pid: process.pid })
    const { facts, close, failed } = await role.start(config, log)
    process.stdout.write(`${JSON.stringify({ ready: role.name, ...facts })}\n`)
    log.info(facts, `${role.name} is ready`)
    const why = await Promise.race([askedToEnd(), ...(failed ? [failed] : [])])
    log.info(`${role.name} ends: ${why}`)
    setTimeout(() => process.exit(1), GRACE_MS).unref()
    await close()
    log.flush()
    process.exit(why.startsWith('failed') ? 1 : 0)
  } catch (error) {
    process.stderr.write(`${lastWords(error)}\n`)
    process.exit(error instanceof ConfigProblem ? CONFIG_EXIT_CODE : 1)
  }
}

/** One sentence for what an operator can do something about; the stack of everything else. */
export function lastWords(error: unknown): string {
  if (error instanceof ConfigProblem || error instanceof StoreAway) return error.message
  const refusal = refusalOfWrites(error)
  if (refusal) return `The store ${refusal}, and start this role again.`
  if (isConnectionLost(error))
    return `The connection to the store was lost while this role started (${(error as Error).message}). Start it again when the store is there.`
  return (error as Error).stack ?? String(error)
}

function askedToEnd(): Promise<string> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve('SIGTERM'))
    process.once('SIGINT', () => resolve('SIGINT'))
    if (process.env.SOTTO_SUPERVISED !== '1') return
    process.stdin.resume()
    process.stdin.once('end', () => resolve('the supervisor is gone'))
    process.stdin.once('error', () => resolve('the supervisor is gone'))
  })
}
