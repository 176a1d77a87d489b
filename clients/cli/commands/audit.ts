import type { AuditEntry, AuditFilter } from '@sotto/sdk'
import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import { timeOf } from '../event-filter.ts'
import type { Column } from '../output.ts'
import { moment, wholeNumber } from '../units.ts'
import { upTo } from '../up-to.ts'

type Options = {
  actor?: string
  what?: string
  about?: string
  outcome?: string
  refused?: true
  from?: string
  to?: string
  limit: string
}

const EXAMPLES = `
Examples:
  sotto audit --refused --from 1d
  sotto audit --what key. -o jsonl > keys.jsonl
  sotto audit --about kiosk-1
`
const LIMIT_MAX = 1_000_000
const PAGE_SIZE_MAX = 1_000

export function define(command: Command, act: Act): void {
  command
    .option('--actor <who>', 'of this key (its identifier), or device:<id>')
    .option('--what <word>', 'what begins with this: key. finds key.create and key.revoke')
    .option('--about <what>', 'about this key, device, command or message')
    .option('--outcome <word>', 'done, or a code of docs/errors.md')
    .option('--refused', 'what was not done')
    .option('--from <when>', 'from then on: a time or a duration back (1d)')
    .option('--to <when>', 'until then')
    .option('-n, --limit <count>', 'at most so many, the newest', '100')
    .addHelpText('after', EXAMPLES)
    .action(act<Options>(audit))
}

async function audit({ options, sotto, output }: Call<Options>): Promise<undefined> {
  const limit = wholeNumber('--limit', options.limit, 1, LIMIT_MAX)
  const entries = (await sotto()).audit({ ...filterOf(options, Date.now()), pageSize: Math.min(limit, PAGE_SIZE_MAX) })
  await output.list(upTo(entries, limit), COLUMNS, 'Nothing of this kind in the audit.')
  return undefined
}

function filterOf({ actor, what, about, outcome, refused, from, to }: Options, now: number): AuditFilter {
  return {
    ...(actor !== undefined && { actor }),
    ...(what !== undefined && { what }),
    ...(about !== undefined && { about }),
    ...(outcome !== undefined && { outcome }),
    ...(refused && { outcome: 'REFUSED' }),
    ...(from !== undefined && { fromAt: timeOf('--from', from, now) }),
    ...(to !== undefined && { toAt: timeOf('--to', to, now) }),
  }
}

const COLUMNS: Column<AuditEntry>[] = [
  { title: 'AT', value: ({ at }) => moment(at) },
  { title: 'ACTOR', value: ({ actor }) => actor },
  { title: 'WHAT', value: ({ what }) => what },
  { title: 'ABOUT', value: ({ about }) => about },
  { title: 'OUTCOME', value: ({ outcome }) => outcome },
  { title: 'DETAIL', value: ({ detail }) => detail },
]
