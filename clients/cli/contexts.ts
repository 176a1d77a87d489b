import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { EXIT } from './exit-codes.ts'
import { Failure, usage } from './failure.ts'

/** A deployment by name: where it is, the key for it, and whom to trust. */
export type Context = {
  name: string
  server: string
  /** The secret itself. Goes to this server and to no other. */
  key: string
  /** PEM of a certificate authority; '' for none. */
  ca: string
  /** As --tls and --no-tls; undefined: TLS unless it is this machine. */
  tls?: boolean
}

export type Contexts = { current: string; contexts: Context[] }

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
/** More than a person has deployments; the file is read by every command. */
const CONTEXTS_MAX = 100

/** SOTTO_CONTEXTS, else sotto/contexts.json in the folder that the system has for configuration. */
export const contextsFile = (env: NodeJS.ProcessEnv): string =>
  env.SOTTO_CONTEXTS || join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'sotto', 'contexts.json')

/** None when there is no file. Refused when others can read it: it holds keys. */
export function readContexts(env: NodeJS.ProcessEnv): Contexts {
  const path = contextsFile(env)
  let text: string
  try {
    const { mode } = statSync(path)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw broken(`The file ${path} holds keys, and others can read it. Run: chmod 600 ${path}`)
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { current: '', contexts: [] }
    throw error instanceof Failure
      ? error
      : broken(`The file ${path} can not be read: ${(error as Error).message}.`, error)
  }
  return parse(text, path)
}

function parse(text: string, path: string): Contexts {
  const wrong = (cause?: unknown) =>
    broken(
      `The file ${path} is not what "sotto context" wrote. Mend it, or move it away and add the contexts again.`,
      cause,
    )
  let value: Partial<Contexts> | null
  try {
    value = JSON.parse(text) as Partial<Contexts> | null
  } catch (cause) {
    throw wrong(cause)
  }
  const contexts = Array.isArray(value?.contexts) ? value.contexts : undefined
  if (
    !contexts?.every(({ name, server, key, ca }) => [name, server, key, ca].every((word) => typeof word === 'string'))
  )
    throw wrong()
  return { current: typeof value?.current === 'string' ? value.current : '', contexts }
}

/** Whole or not at all, and readable by its owner only from its first byte on. */
export function writeContexts(env: NodeJS.ProcessEnv, contexts: Contexts): void {
  const path = contextsFile(env)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.new`
  const file = openSync(draft, 'w', 0o600)
  chmodSync(draft, 0o600)
  writeSync(file, `${JSON.stringify(contexts, null, 2)}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, path)
}

/** The same name again replaces it. The first is the current one. */
export function withContext({ current, contexts }: Contexts, added: Context): Contexts {
  if (!NAME.test(added.name))
    throw usage(
      `"${added.name}" is no name for a context: letters, digits and . _ -, at most 64, beginning with one of the first two.`,
    )
  const others = contexts.filter(({ name }) => name !== added.name)
  if (others.length >= CONTEXTS_MAX) throw usage(`There are ${CONTEXTS_MAX} contexts. Remove one that is not needed.`)
  return { current: current || added.name, contexts: [...others, added].sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

export function withoutContext({ current, contexts }: Contexts, name: string): Contexts {
  findContext({ current, contexts }, name)
  return { current: current === name ? '' : current, contexts: contexts.filter((context) => context.name !== name) }
}

export function findContext({ contexts }: Contexts, name: string): Context {
  const found = contexts.find((context) => context.name === name)
  if (found) return found
  const known = contexts.map((context) => context.name).join(', ') || 'none'
  throw new Failure(EXIT.NOT_FOUND, 'NO_CONTEXT', `There is no context "${name}". There are: ${known}.`)
}

const broken = (message: string, cause?: unknown): Failure =>
  new Failure(EXIT.CONFIGURATION, 'BAD_CONTEXTS', message, cause)
