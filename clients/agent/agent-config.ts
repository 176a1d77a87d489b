import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, resolve } from 'node:path'
import { parse } from 'yaml'
import { sentenceOf } from './log.ts'
import type { Program } from './program.ts'

/** What `sotto agent --config agent.yaml` reads; docs/agent.md shows one. Paths of files are relative to the file's folder. */
export type AgentConfig = {
  server: string
  enrollServer: string | undefined
  folder: string
  token: string | undefined
  tokenFile: string | undefined
  deviceId: string | undefined
  labels: Record<string, string>
  concurrency: number | undefined
  tls: { caFile?: string; certFile?: string; keyFile?: string }
  actions: Record<string, Program>
  programs: Record<string, Program>
  onInterrupt: Program | undefined
  onResume: Program | undefined
}

/** All that is wrong with the file, each in a sentence that names the key. */
export class AgentConfigError extends Error {
  override readonly name = 'AgentConfigError'
  readonly problems: string[]
  constructor(path: string, problems: string[]) {
    super([`The agent's file ${path} can not be used:`, ...problems.map((problem) => `- ${problem}`)].join('\n'))
    this.problems = problems
  }
}

export async function readAgentConfig(path: string): Promise<AgentConfig> {
  let value: unknown
  try {
    value = parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new AgentConfigError(path, [sentenceOf(error)])
  }
  const problems: string[] = []
  const config = checkConfig(value, dirname(resolve(path)), problems)
  if (problems.length > 0) throw new AgentConfigError(path, problems)
  return config
}

const SERVER = /^(https?|grpcs?):\/\/[^/]+\/?$/

function checkConfig(value: unknown, base: string, problems: string[]): AgentConfig {
  const top = section(value, '', problems)
  const inBase = (name: string | undefined) => (name === undefined ? undefined : resolve(base, name))
  const server = top.text('server')
  const enrollServer = top.text('enrollServer')
  if (server === undefined || !SERVER.test(server))
    problems.push('"server" must be http://, https://, grpc:// or grpcs:// with a host and a port.')
  if (enrollServer !== undefined && !/^https?:/.test(enrollServer))
    problems.push('"enrollServer" must be http:// or https:// with a host and a port.')
  const folder = inBase(top.text('folder'))
  if (folder === undefined) problems.push('"folder" is missing: where the agent keeps its identity and its journal.')
  const tls = section(top.take('tls') ?? {}, 'tls', problems)
  const files = {
    caFile: inBase(tls.text('caFile')),
    certFile: inBase(tls.text('certFile')),
    keyFile: inBase(tls.text('keyFile')),
  }
  tls.end()
  const config: AgentConfig = {
    server: server ?? '',
    enrollServer,
    folder: folder ?? '',
    token: top.text('token'),
    tokenFile: inBase(top.text('tokenFile')),
    deviceId: top.text('deviceId'),
    labels: textMap(top.take('labels'), 'labels', problems),
    concurrency: top.number('concurrency', 1, 1_000),
    tls: Object.fromEntries(Object.entries(files).filter(([, file]) => file !== undefined)),
    actions: programMap(top.take('actions'), 'actions', problems),
    programs: programMap(top.take('programs'), 'programs', problems),
    onInterrupt: optionalProgram(top.take('onInterrupt'), 'onInterrupt', problems),
    onResume: optionalProgram(top.take('onResume'), 'onResume', problems),
  }
  top.end()
  if (Object.keys(config.actions).length + Object.keys(config.programs).length === 0)
    problems.push('Neither "actions" nor "programs" has an entry: the agent could do nothing.')
  return config
}

const optionalProgram = (value: unknown, at: string, problems: string[]): Program | undefined =>
  value === undefined ? undefined : program(value, at, problems)

function programMap(value: unknown, at: string, problems: string[]): Record<string, Program> {
  const entries = section(value ?? {}, at, problems).entries()
  return Object.fromEntries(entries.map(([name, item]) => [name, program(item, `${at}.${name}`, problems)]))
}

/** A path alone, or an object. */
function program(value: unknown, at: string, problems: string[]): Program {
  const item = section(typeof value === 'string' ? { program: value } : value, at, problems)
  const path = item.text('program') ?? ''
  if (!isAbsolute(path)) problems.push(`"${at}.program" must be the absolute path of a program.`)
  const rest = {
    args: item.texts('args'),
    cwd: item.text('cwd'),
    env: item.texts('env'),
    timeoutSeconds: item.number('timeoutSeconds', 1, 43_200),
    outputBytesMax: item.number('outputBytesMax', 0, 131_072),
    progress: item.flag('progress'),
    resumable: item.flag('resumable'),
  }
  item.end()
  return { path, ...Object.fromEntries(Object.entries(rest).filter(([, given]) => given !== undefined)) }
}

function textMap(value: unknown, at: string, problems: string[]): Record<string, string> {
  const item = section(value ?? {}, at, problems)
  return Object.fromEntries(item.entries().map(([name]) => [name, item.text(name) ?? '']))
}

type Section = {
  take(key: string): unknown
  text(key: string): string | undefined
  texts(key: string): string[] | undefined
  number(key: string, min: number, max: number): number | undefined
  flag(key: string): boolean | undefined
  entries(): [string, unknown][]
  /** What was not taken is a key that there is not. */
  end(): void
}

function section(value: unknown, at: string, problems: string[]): Section {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isMap)
    problems.push(at === '' ? 'It must be a map of keys to values.' : `"${at}" must be a map of keys to values.`)
  const fields = new Map(isMap ? Object.entries(value) : [])
  const known: string[] = []
  const name = (key: string) => (at === '' ? key : `${at}.${key}`)
  const take = (key: string) => {
    known.push(key)
    return fields.get(key) ?? undefined
  }
  function typed<T>(key: string, is: (given: unknown) => given is T, must: string): T | undefined {
    const given = take(key)
    if (given === undefined || is(given)) return given
    problems.push(`"${name(key)}" must be ${must}.`)
    return undefined
  }
  return {
    take,
    text: (key) => typed(key, isText, 'a text; put it into quotes if it looks like a number'),
    texts: (key) => typed(key, isTexts, 'a list of texts; put what looks like a number into quotes'),
    number: (key, min, max) =>
      typed(
        key,
        (given): given is number => Number.isInteger(given) && Number(given) >= min && Number(given) <= max,
        `a whole number from ${min} to ${max}`,
      ),
    flag: (key) => typed(key, (given) => typeof given === 'boolean', 'true or false'),
    entries: () => [...fields],
    end() {
      for (const key of fields.keys())
        if (!known.includes(key)) problems.push(`There is no key "${name(key)}". Known here: ${known.join(', ')}.`)
    },
  }
}

const isText = (given: unknown): given is string => typeof given === 'string'
const isTexts = (given: unknown): given is string[] => Array.isArray(given) && given.every(isText)
