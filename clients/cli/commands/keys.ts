import type { Key, NewKey } from '@sotto/sdk'
import { type Command, Option } from 'commander'
import type { Act, Call } from '../call.ts'
import { usage } from '../failure.ts'
import type { Column } from '../output.ts'
import { collect, moment, seconds } from '../units.ts'

type CreateOptions = { application?: string; scope?: string[]; expires?: string }

const SCOPES_HELP = `
Scopes: commands:read commands:write devices:read devices:write hooks:read hooks:all keys:write queues:read.
Without --scope the key may do what an application needs: commands:read, commands:write, devices:read, hooks:read.
`
/** Beside admin.key: the only key that may make tenants. */
const SYSTEM_KEY_FILE = 'system.key'
const APPLICATION_SCOPES = ['commands:read', 'commands:write', 'devices:read', 'hooks:read']

export function define(command: Command, act: Act): void {
  command
    .command('create <application>')
    .description('make a key; its secret is shown once')
    .addOption(new Option('-s, --scope <scope>', 'what it may do (again for more)').argParser(collect))
    .option('--expires <duration>', 'worthless after that (else never)')
    .addHelpText('after', SCOPES_HELP)
    .action(act<CreateOptions>(create))
  command
    .command('list', { isDefault: true })
    .description('all keys of the tenant')
    .allowExcessArguments()
    .action(act(list))
  command.command('revoke <key-id>').description('works everywhere within 5 s').action(act(revoke))
  command.command('whoami').description('what the key in use may do').action(act(whoAmI))
  const tenant = command.command('tenant').description('tenants (with a key of the tenant "system")')
  tenant.command('create <tenant>').description('with its first key').action(act(createTenant))
  tenant.command('list', { isDefault: true }).action(act(listTenants))
}

async function create({ args, options, sotto, output }: Call<CreateOptions>): Promise<undefined> {
  const key = await (await sotto()).keys.create({
    application: args[0] ?? '',
    scopes: options.scope ?? APPLICATION_SCOPES,
    ...(options.expires !== undefined && { expiresSeconds: seconds('--expires', options.expires) }),
  })
  output.item(key, newKeyLines)
  return undefined
}

async function list({ args, sotto, output }: Call<object>): Promise<undefined> {
  if (args[0] !== undefined)
    throw usage(`There is no "sotto keys ${args[0]}". It takes create, list, revoke, whoami, tenant.`)
  await output.list(await (await sotto()).keys.list(), KEY_COLUMNS, 'No keys.')
  return undefined
}

async function revoke({ args, sotto, output }: Call<object>): Promise<undefined> {
  const keyId = args[0] ?? ''
  await (await sotto()).keys.revoke(keyId)
  output.item({ keyId, revoked: true }, () => [['revoked', keyId]])
  return undefined
}

async function whoAmI({ sotto, output }: Call<object>): Promise<undefined> {
  output.item(await (await sotto()).whoAmI(), (caller) => [
    ['tenant', caller.tenant],
    ['application', caller.application],
    ['key', caller.keyId],
    ['scopes', caller.scopes.join(' ')],
    ['server', `version ${caller.version}, durability ${caller.durability}`],
  ])
  return undefined
}

async function createTenant({ args, sotto, output }: Call<object>): Promise<undefined> {
  const tenant = args[0] ?? ''
  const key = await (await sotto(SYSTEM_KEY_FILE)).tenants.create(tenant)
  output.item({ tenant, ...key }, (made) => [['tenant', made.tenant], ...newKeyLines(made)])
  return undefined
}

async function listTenants({ sotto, output }: Call<object>): Promise<undefined> {
  const names = await (await sotto(SYSTEM_KEY_FILE)).tenants.list()
  const tenants = names.map((tenant) => ({ tenant }))
  await output.list(tenants, [{ title: 'TENANT', value: ({ tenant }) => tenant }], 'No tenants.')
  return undefined
}

const newKeyLines = (key: NewKey): [string, string][] => [
  ['key', key.keyId],
  ['application', key.application],
  ['scopes', key.scopes.join(' ')],
  ['expires', moment(key.expiresAt) || 'never'],
  ['secret', key.secret],
  ['', 'The secret is not kept and not shown again: store it now, for SOTTO_KEY or --key-file.'],
]

const KEY_COLUMNS: Column<Key>[] = [
  { title: 'KEY', value: ({ keyId }) => keyId },
  { title: 'APPLICATION', value: ({ application }) => application },
  { title: 'STATE', value: ({ revoked, expiresAt }) => stateOf(revoked, expiresAt) },
  { title: 'MADE', value: ({ createdAt }) => moment(createdAt) },
  { title: 'EXPIRES', value: ({ expiresAt }) => moment(expiresAt) || 'never' },
  { title: 'SCOPES', value: ({ scopes }) => scopes.join(' ') },
]

function stateOf(revoked: boolean, expiresAt: number): string {
  if (revoked) return 'revoked'
  return expiresAt > 0 && expiresAt < Date.now() ? 'expired' : 'valid'
}
