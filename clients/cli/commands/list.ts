import { STATUSES, type Status } from '@sotto/sdk'
import { type Command, Option } from 'commander'
import type { Act, Call } from '../call.ts'
import { usage } from '../failure.ts'
import { messageColumns } from '../message-form.ts'
import { collect, wholeNumber } from '../units.ts'
import { upTo } from '../up-to.ts'

type ListOptions = { command?: string; device?: string; status?: Status[]; limit: string }

const LIMIT_MAX = 1_000_000
const PAGE_SIZE_MAX = 500

export function define(command: Command, act: Act): void {
  command
    .addOption(new Option('-c, --command <id>', 'of this command').conflicts('device'))
    .option('-d, --device <id>', 'of this device')
    .addOption(
      new Option('-s, --status <status>', `only these (again for more): ${STATUSES.join(', ')}`).argParser(knownStatus),
    )
    .option('-n, --limit <count>', 'at most so many', '100')
    .action(act<ListOptions>(list))
}

async function list({ options, sotto, output }: Call<ListOptions>): Promise<undefined> {
  const limit = wholeNumber('--limit', options.limit, 1, LIMIT_MAX)
  const client = await sotto()
  const messages = client.list({
    ...(options.command !== undefined && { commandId: options.command }),
    ...(options.device !== undefined && { deviceId: options.device }),
    ...(options.status && { statuses: options.status }),
    pageSize: Math.min(limit, PAGE_SIZE_MAX),
  })
  await output.list(upTo(messages, limit), messageColumns(), 'No messages.')
  return undefined
}

function knownStatus(text: string, before: Status[] | undefined): Status[] {
  const status = STATUSES.find((known) => known === text)
  if (status) return collect(status, before) as Status[]
  throw usage(`--status is "${text}". It must be one of ${STATUSES.join(', ')}.`)
}
