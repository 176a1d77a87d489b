import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import {
  type Context,
  type Contexts,
  contextsFile,
  findContext,
  readContexts,
  withContext,
  withoutContext,
  writeContexts,
} from '../contexts.ts'
import { usage } from '../failure.ts'
import type { Column } from '../output.ts'
import { findKey } from '../server.ts'

const EXAMPLES = `
A context is a deployment by name: its address, a key for it, and whom to trust. The current one is used wherever
neither --server, SOTTO_SERVER nor SOTTO_DATA_FOLDER says where the server is; --context or SOTTO_CONTEXT names another.
A context's key goes to its own server only. The file has mode 0600 (SOTTO_CONTEXTS says where, else ~/.config/sotto).

Examples:
  sotto context add prod --server sotto.example.com:7071 --key-file prod.key --ca ca.pem
  sotto context use prod
  sotto --context test list
`

export function define(command: Command, act: Act): void {
  command.addHelpText('after', EXAMPLES)
  command
    .command('add <name>')
    .description('keep --server with its key, --ca and --tls or --no-tls; the same name again replaces it')
    .action(act(add))
  command.command('use <name>').description('make it the current one').action(act(use))
  command
    .command('list', { isDefault: true })
    .description('all of them, without their keys')
    .allowExcessArguments()
    .option('--names', 'their names alone, for scripts')
    .action(act<{ names?: true }>(list))
  command.command('remove <name>').description('forget it, and its key').action(act(remove))
}

/** What is shown of one: the key only as far as it says which it is. */
type Shown = {
  name: string
  server: string
  keyId: string
  ca: boolean
  tls: 'yes' | 'no' | 'default'
  current: boolean
}

const shown = ({ name, server, key, ca, tls }: Context, current: string): Shown => ({
  ...{ name, server, keyId: keyIdOf(key), ca: ca !== '' },
  ...{ tls: ca !== '' || tls === true ? 'yes' : tls === false ? 'no' : 'default', current: name === current },
})

/** sk_<id>_<secret> */
const keyIdOf = (key: string): string => key.split('_')[1] ?? ''

async function add({ args, globals, terminal, output, say }: Call<object>): Promise<undefined> {
  const { server, ca, tls } = globals
  if (!server)
    throw usage('--server says where the deployment is: sotto context add <name> --server host:port --key-file file')
  // Of the environment and the current context nothing is taken: what is kept is what was said.
  const key = globals.key || globals.keyFile ? findKey(globals, {}).key : undefined
  if (!key) throw usage('--key-file says which key to keep (or --key).')
  const added = { name: args[0] ?? '', server, key, ca: ca ? readCa(ca) : '', ...(tls !== undefined && { tls }) }
  const contexts = withContext(readContexts(terminal.env), added)
  writeContexts(terminal.env, contexts)
  print(output, contexts, added.name)
  if (output.forPeople) say(`Kept in ${contextsFile(terminal.env)}.`)
  return undefined
}

function readCa(path: string): string {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  } catch (error) {
    throw usage(`--ca ${path} can not be read: ${(error as Error).message}. Correct the path.`)
  }
  throw usage(`--ca ${path} holds no certificate in PEM form.`)
}

async function use({ args, terminal, output }: Call<object>): Promise<undefined> {
  const contexts = readContexts(terminal.env)
  const { name } = findContext(contexts, args[0] ?? '')
  writeContexts(terminal.env, { ...contexts, current: name })
  print(output, { ...contexts, current: name }, name)
  return undefined
}

async function list({ args, options, terminal, output }: Call<{ names?: true }>): Promise<undefined> {
  if (args[0] !== undefined) throw usage(`There is no "sotto context ${args[0]}". It takes add, use, list and remove.`)
  const { current, contexts } = readContexts(terminal.env)
  if (options.names) {
    for (const { name } of contexts) terminal.out.write(`${name}\n`)
    return undefined
  }
  const rows = contexts.map((context) => shown(context, current))
  await output.list(rows, COLUMNS, 'No contexts. "sotto context add <name> --server … --key-file …" makes one.')
  return undefined
}

async function remove({ args, terminal, output }: Call<object>): Promise<undefined> {
  const name = args[0] ?? ''
  writeContexts(terminal.env, withoutContext(readContexts(terminal.env), name))
  output.item({ name, removed: true }, () => [['removed', name]])
  return undefined
}

function print(output: Call<object>['output'], { current, contexts }: Contexts, name: string): void {
  output.item(shown(findContext({ current, contexts }, name), current), (one) => [
    ['context', one.current ? `${one.name} (current)` : one.name],
    ['server', one.server],
    ['key', one.keyId],
    ['tls', one.ca ? 'with its own authority' : one.tls],
  ])
}

const COLUMNS: Column<Shown>[] = [
  { title: '', value: ({ current }) => (current ? '*' : '') },
  { title: 'CONTEXT', value: ({ name }) => name },
  { title: 'SERVER', value: ({ server }) => server },
  { title: 'KEY', value: ({ keyId }) => keyId },
  { title: 'TLS', value: ({ ca, tls }) => (ca ? 'own authority' : tls) },
]
