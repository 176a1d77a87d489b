import type { Device } from '@sotto/sdk'
import { type Command, Option } from 'commander'
import type { Act, Call } from '../call.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { usage } from '../failure.ts'
import type { Column } from '../output.ts'
import { collect, fromNow, moment, pairs, wholeNumber } from '../units.ts'
import { upTo } from '../up-to.ts'

type ListOptions = { label?: string[]; online?: true; limit: string }
type RevokeOptions = { yes?: true }

const LIMIT_MAX = 1_000_000
const PAGE_SIZE_MAX = 500

export function define(command: Command, act: Act): void {
  command
    .command('list', { isDefault: true })
    .description('in the order of their identifiers')
    .allowExcessArguments()
    .addOption(new Option('-l, --label <key=value>', 'with this label (again: and this)').argParser(collect))
    .option('--online', 'only those that are')
    .option('-n, --limit <count>', 'at most so many', '100')
    .action(act<ListOptions>(list))
  command.command('get <device>').description('all about one').action(act(get))
  command
    .command('revoke <device>')
    .description('end its credential, close its channel, remove what is open')
    .option('-y, --yes', 'do not ask')
    .action(act<RevokeOptions>(revoke))
}

async function list({ args, options, sotto, output }: Call<ListOptions>): Promise<undefined> {
  if (args[0] !== undefined) throw usage(`There is no "sotto devices ${args[0]}". It takes list, get and revoke.`)
  const limit = wholeNumber('--limit', options.limit, 1, LIMIT_MAX)
  const devices = (await sotto()).devices.list({
    labels: pairs('--label', options.label),
    online: options.online === true,
    pageSize: Math.min(limit, PAGE_SIZE_MAX),
  })
  await output.list(upTo(devices, limit), columns(Date.now()), 'No devices. "sotto enroll" makes a token for one.')
  return undefined
}

async function get({ args, sotto, output }: Call<object>): Promise<undefined> {
  const now = Date.now()
  output.item(await (await sotto()).devices.get(args[0] ?? ''), (device) => [
    ['device', device.deviceId],
    ['state', stateOf(device)],
    ['last seen', device.lastSeenAt ? `${moment(device.lastSeenAt)} (${fromNow(device.lastSeenAt, now)})` : 'never'],
    ['channel', device.channel ? `${device.channel} on node ${device.node}` : ''],
    ['session', device.sessionId],
    ['agent', device.agent],
    ['actions', device.actions.join(', ')],
    ['labels', labelsOf(device)],
    ['open', String(device.openMessages)],
    ['epoch', String(device.epoch)],
    ['enrolled', moment(device.enrolledAt)],
  ])
  return undefined
}

async function revoke({ args, options, terminal, sotto, output }: Call<RevokeOptions>): Promise<ExitCode> {
  const deviceId = args[0] ?? ''
  if (!options.yes && !(await confirmed(deviceId, terminal.err.isTTY === true))) return EXIT.INTERRUPTED
  const removed = await (await sotto()).devices.revoke(deviceId)
  output.item({ deviceId, removed }, () => [
    ['revoked', deviceId],
    ['removed', `${removed} open messages`],
  ])
  return EXIT.OK
}

async function confirmed(deviceId: string, onTerminal: boolean): Promise<boolean> {
  if (!onTerminal) throw usage(`Revoking ${deviceId} can not be undone, and nobody is here to ask. Say --yes.`)
  const { confirm } = await import('@clack/prompts')
  const message = `Revoke ${deviceId}? Its open messages are removed, and it must be enrolled again to come back.`
  return (await confirm({ message, initialValue: false, output: process.stderr })) === true
}

const columns = (now: number): Column<Device>[] => [
  { title: 'DEVICE', value: ({ deviceId }) => deviceId },
  { title: 'STATE', value: stateOf },
  { title: 'CHANNEL', value: ({ channel }) => channel },
  { title: 'LAST SEEN', value: ({ lastSeenAt }) => fromNow(lastSeenAt, now) || 'never' },
  { title: 'OPEN', value: ({ openMessages }) => String(openMessages) },
  { title: 'LABELS', value: labelsOf },
]

const stateOf = ({ revoked, online }: Device): string => (revoked ? 'revoked' : online ? 'online' : 'offline')

const labelsOf = ({ labels }: Device): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')
