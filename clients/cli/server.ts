import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sotto } from '@sotto/sdk'
import { type Context, findContext, readContexts } from './contexts.ts'
import { EXIT } from './exit-codes.ts'
import { Failure, usage } from './failure.ts'

/** Options of every command that talks to a server. */
export type ServerOptions = {
  context?: string
  server?: string
  key?: string
  keyFile?: string
  ca?: string
  tls?: boolean
}

const ADDRESS = '127.0.0.1:7071'
const DATA_FOLDER = '.sotto'
const KEY_FILE = 'admin.key'
/** A person waits: long enough for a node that restarts, short enough to be told that there is none. */
const RETRY = { attempts: 4, baseMs: 200, capMs: 1_000 }

/**
 * The context of --context or SOTTO_CONTEXT; else the current one, unless something says already where the server is. So a
 * context's key never goes to another server than its own.
 */
export function contextOf(options: ServerOptions, env: NodeJS.ProcessEnv): Context | undefined {
  const named = options.context ?? (options.server ? '' : env.SOTTO_CONTEXT)
  if (named) {
    if (options.server) throw usage('--context and --server both say where the server is. Give one of them.')
    return findContext(readContexts(env), named)
  }
  if (options.server || env.SOTTO_SERVER || env.SOTTO_DATA_FOLDER) return undefined
  const all = readContexts(env)
  return all.current === '' ? undefined : findContext(all, all.current)
}

export const serverAddress = (options: ServerOptions, env: NodeJS.ProcessEnv): string =>
  (options.server ?? contextOf(options, env)?.server ?? env.SOTTO_SERVER ?? '') || ADDRESS

export const dataFolder = (env: NodeJS.ProcessEnv): string => env.SOTTO_DATA_FOLDER || DATA_FOLDER

export async function connect(options: ServerOptions, env: NodeJS.ProcessEnv, keyFileName?: string): Promise<Sotto> {
  const { createSotto } = await import('@sotto/sdk')
  const tls = tlsOptions(options, env)
  return createSotto({
    address: serverAddress(options, env),
    key: findKey(options, env, keyFileName).key,
    retry: RETRY,
    ...(tls !== undefined && { tls }),
  })
}

/** --ca says TLS with this authority; --tls with the system's; --no-tls without. Nothing: TLS unless it is this machine. */
export function tlsOptions(options: ServerOptions, env: NodeJS.ProcessEnv): { ca?: string } | false | undefined {
  const context = contextOf(options, env)
  const tls = options.tls ?? context?.tls
  const ca = options.ca ?? (context ? context.ca : env.SOTTO_CA)
  if (tls === false) return false
  if (ca) return { ca }
  return tls ? {} : undefined
}

export type FoundKey = { key: string; from: string }

/** The first of --key, --key-file, the context's, SOTTO_KEY and the key in the data folder. */
export function findKey(options: ServerOptions, env: NodeJS.ProcessEnv, keyFileName = KEY_FILE): FoundKey {
  if (options.key) return { key: options.key.trim(), from: '--key' }
  if (options.keyFile) return { key: readKey(options.keyFile, '--key-file'), from: options.keyFile }
  const context = contextOf(options, env)
  if (context) return { key: context.key, from: `the context ${context.name}` }
  if (env.SOTTO_KEY) return { key: env.SOTTO_KEY.trim(), from: 'SOTTO_KEY' }
  const path = join(dataFolder(env), keyFileName)
  return { key: readKey(path, undefined), from: path }
}

function readKey(path: string, option: string | undefined): string {
  try {
    const key = readFileSync(path, 'utf8').trim()
    if (key !== '') return key
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'EACCES' ? 'may not be read by this user' : 'can not be read'
    throw new Failure(
      EXIT.NOT_PERMITTED,
      'NO_KEY',
      option
        ? `The key file ${path} (${option}) ${why}. Correct the path.`
        : `There is no API key: ${path} ${why}. Give --key-file or SOTTO_KEY, name a context with --context, or run this where "sotto start" has its data folder (SOTTO_DATA_FOLDER).`,
      cause,
    )
  }
  throw new Failure(EXIT.NOT_PERMITTED, 'NO_KEY', `The key file ${path} is empty. Put the API key's secret into it.`)
}
