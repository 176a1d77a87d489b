import type { Subscription } from '@sotto/sdk'
import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import { addFilterOptions, type FilterOptions, filterOf, startOf, timeOf } from '../event-filter.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { usage } from '../failure.ts'
import { gapSentence } from '../gap-sentence.ts'
import { eventLine } from '../message-form.ts'
import type { Column } from '../output.ts'
import { pastEvents } from '../past-events.ts'
import { fromNow } from '../units.ts'
import { untilInterrupted } from '../until-interrupted.ts'

type Options = FilterOptions & { from?: string; until?: string; yes?: true }

const EXAMPLES = `
Without anything: the named subscriptions, and how far behind they are. With --from: the past events, then the end. With
a subscription and --from: sets its cursor there, so that its members get everything from there on again; refused while
it has members that are connected.

Examples:
  sotto replay
  sotto replay --from 1h --until 30m --kind failed -o jsonl > failed.jsonl
  sotto replay billing --from 2026-01-31T14:00:00Z
`

export function define(command: Command, act: Act): void {
  addFilterOptions(command.argument('[subscription]', 'a named subscription to set back (or forth)'))
    .option('--from <where>', 'earliest, latest, a cursor, a time (2026-01-31T14:00Z) or a duration back (1h)')
    .option('--until <when>', 'without a subscription: show events up to then (now)')
    .option('-y, --yes', 'do not ask before a subscription is moved')
    .addHelpText('after', EXAMPLES)
    .action(act<Options>(replay))
}

async function replay(call: Call<Options>): Promise<ExitCode | undefined> {
  const [subscription] = call.args
  if (subscription !== undefined) return await move(call, subscription)
  return call.options.from === undefined ? await list(call) : await show(call, call.options.from)
}

async function list({ sotto, output }: Call<Options>): Promise<undefined> {
  const all = await (await sotto()).subscriptions.list()
  await output.list(all, columns(Date.now()), 'No named subscriptions.')
  return undefined
}

async function show({ options, terminal, output, say, sotto }: Call<Options>, from: string): Promise<ExitCode> {
  const now = Date.now()
  const start = startOf(from, now)
  const until = options.until === undefined ? now : timeOf('--until', options.until, now)
  const client = await sotto()
  let gaps = 0
  const onGap = (gap: Parameters<typeof gapSentence>[0]) => {
    gaps += 1
    say(gapSentence(gap))
  }
  return await untilInterrupted(async (over) => {
    for await (const event of pastEvents(client, { start, filter: filterOf(options), onGap }, until, over))
      output.event(event, (shown) => eventLine(terminal, shown))
    return gaps > 0 ? EXIT.GAP : EXIT.OK
  })
}

async function move(call: Call<Options>, subscription: string): Promise<ExitCode> {
  const { options, terminal, output, sotto } = call
  if (options.from === undefined)
    throw usage(`--from says where ${subscription} goes on: earliest, a time, a duration back.`)
  if (options.until !== undefined || Object.values(filterOf(options)).some((values) => values.length > 0))
    throw usage('A subscription is moved as a whole: --until and filters are for showing events, without its name.')
  const start = startOf(options.from, Date.now())
  if (!options.yes && !(await confirmed(subscription, options.from, terminal.err.isTTY === true)))
    return EXIT.INTERRUPTED
  const cursor = await (await sotto()).subscriptions.seek(subscription, start)
  output.item({ subscription, cursor }, () => [
    ['moved', subscription],
    ['to', options.from ?? ''],
  ])
  return EXIT.OK
}

async function confirmed(subscription: string, from: string, onTerminal: boolean): Promise<boolean> {
  if (!onTerminal)
    throw usage(`Moving ${subscription} makes its members do things again, and nobody is here to ask. Say --yes.`)
  const { confirm } = await import('@clack/prompts')
  const message = `Set ${subscription} to ${from}? Its members get everything from there on, what they had included.`
  return (await confirm({ message, initialValue: false, output: process.stderr })) === true
}

const columns = (now: number): Column<Subscription>[] => [
  { title: 'SUBSCRIPTION', value: ({ name }) => name },
  { title: 'APPLICATION', value: ({ application }) => application },
  { title: 'BEHIND', value: ({ lagEvents }) => `${lagEvents} events` },
  { title: 'MEMBERS', value: ({ members }) => members.join(' ') || 'none' },
  { title: 'ACKNOWLEDGED', value: ({ ackedAt }) => fromNow(ackedAt, now) || 'never' },
]
