import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { EXIT } from '../exit-codes.ts'
import { Failure, usage } from '../failure.ts'
import { pair } from '../units.ts'
import { ROLES, type Role } from './roles.ts'

/** The command line's own variables, which are no settings; and no process needs a key that it does not use. */
const NOT_SETTINGS = ['SERVER', 'KEY', 'CA', 'HTTP', 'CONTEXT', 'CONTEXTS', 'DEBUG', 'SUPERVISED'].map(
  (name) => `SOTTO_${name}`,
)

/** `httpPort=0` as `SOTTO_HTTP_PORT=0`: how a role is given one setting. Its own check says what is wrong with it. */
export function settingsEnv(env: NodeJS.ProcessEnv, sets: readonly string[]): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !NOT_SETTINGS.includes(name))
  return { ...Object.fromEntries(kept), ...Object.fromEntries(sets.map(settingVariable)) }
}

function settingVariable(text: string): [string, string] {
  const [name, value] = pair('--set', text)
  return [`SOTTO_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`, value]
}

/** Which roles to run: those asked for; else all, without the store when an address says that there is one. */
export function chooseRoles(asked: string | undefined, env: NodeJS.ProcessEnv, configFile: string | undefined): Role[] {
  if (asked === undefined) return ROLES.filter((role) => role !== 'redis' || !hasStore(env, configFile))
  const names = asked.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !ROLES.some((role) => role === name))
  if (unknown !== undefined) throw usage(`--roles names "${unknown}". The roles are ${ROLES.join(', ')}.`)
  return ROLES.filter((role) => names.includes(role))
}

function hasStore(env: NodeJS.ProcessEnv, configFile: string | undefined): boolean {
  if (env.SOTTO_REDIS_URL) return true
  if (configFile === undefined) return false
  const settings = readSettings(configFile)
  return typeof settings === 'object' && settings !== null && 'redisUrl' in settings && Boolean(settings.redisUrl)
}

function readSettings(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Failure(
      EXIT.CONFIGURATION,
      'BAD_CONFIG',
      `The config file ${path} can not be read: ${(cause as Error).message}. Correct the path or the file.`,
      cause,
    )
  }
}
