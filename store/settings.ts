import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Config, ConfigProblem, readConfig } from '../core/config.ts'

/**
 * The settings of a role's process: the file named by `--config`, over it the environment (SOTTO_HTTP_PORT for httpPort).
 * @throws ConfigProblem with all that is wrong
 */
export function readSettings(args: string[], environment: NodeJS.ProcessEnv): Config {
  const given = { ...fromFile(fileOf(args)), ...fromEnvironment(environment) }
  const result = readConfig(given)
  if ('problems' in result) throw new ConfigProblem(result.problems.join('\n'))
  return result.config
}

function fileOf(args: string[]): string | undefined {
  const at = args.indexOf('--config')
  return at === -1 ? undefined : args[at + 1]
}

function fromFile(path: string | undefined): Record<string, unknown> {
  if (path === undefined) return {}
  try {
    const content: unknown = parse(readFileSync(path, 'utf8')) ?? {}
    if (typeof content !== 'object' || Array.isArray(content))
      throw new Error('it is not a list of settings with values')
    return content as Record<string, unknown>
  } catch (error) {
    throw new ConfigProblem(`The configuration file ${path} can not be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** Of the clients and of the tests; every other SOTTO_ variable is a setting, and a misspelled one is refused [B4]. */
const NOT_SETTINGS =
  /^SOTTO_(SERVER|KEY|KEY_FILE|CA|HTTP|CONTEXT|CONTEXTS|DEBUG|SUPERVISED|TOKEN|DEVICE|(TEST|FUZZ)_.*)$/

function fromEnvironment(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  for (const [variable, value] of Object.entries(environment)) {
    if (variable.startsWith('SOTTO_') && !NOT_SETTINGS.test(variable)) given[settingName(variable)] = value
  }
  return given
}

/** SOTTO_HTTP_PORT → httpPort */
const settingName = (variable: string): string =>
  variable
    .slice('SOTTO_'.length)
    .toLowerCase()
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** httpPort → SOTTO_HTTP_PORT */
export const environmentName = (setting: string): string => `SOTTO_${setting.replace(/[A-Z]/g, '_$&').toUpperCase()}`
