import type { WatchOptions } from '@sotto/sdk'
import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import { addFilterOptions, type FilterOptions, filterOf, startOf } from '../event-filter.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { usage } from '../failure.ts'
import { gapSentence } from '../gap-sentence.ts'
import { eventLine } from '../message-form.ts'
import { wholeNumber } from '../units.ts'
import { untilInterrupted } from '../until-interrupted.ts'

type Options = FilterOptions & { from?: string; subscription?: string; member?: string; count?: string }

const EXAMPLES = `
It resumes by itself when the connection breaks, and ends with Ctrl-C (exit 0). Missing events are said on standard
error as a gap, and then the exit code is 9.

Examples:
  sotto watch --device kiosk-1
  sotto watch --kind succeeded --kind failed --from 1h
  sotto watch --subscription billing -o jsonl
`
const COUNT_MAX = 1_000_000_000

export function define(command: Command, act: Act): void {
  addFilterOptions(command)
    .option(
      '--from <where>',
      'latest, earliest, a cursor, a time (2026-01-31T14:00Z) or a duration back (1h)',
      'latest',
    )
    .option('--subscription <name>', 'the server keeps the place under this name; what is shown is acknowledged')
    .option('--member <name>', 'share the subscription with other members')
    .option('-n, --count <events>', 'end after so many')
    .addHelpText('after', EXAMPLES)
    .action(act<Options>(watch))
}

async function watch({ options, terminal, output, say, sotto }: Call<Options>): Promise<ExitCode> {
  let gaps = 0
  const countMax = options.count === undefined ? COUNT_MAX : wholeNumber('--count', options.count, 1, COUNT_MAX)
  const client = await sotto()
  return await untilInterrupted(async (over) => {
    const events = client.watch({
      ...watchOptions(options, Date.now()),
      signal: over.signal,
      onGap(gap) {
        gaps += 1
        say(gapSentence(gap))
      },
      onReconnect: ({ error, delayMs }) =>
        say(`${error?.message ?? 'The stream ended.'} Trying again in ${(delayMs / 1_000).toFixed(1)} s.`),
    })
    let count = 0
    for await (const event of events) {
      output.event(event, (shown) => eventLine(terminal, shown))
      if (++count >= countMax) break
    }
    if (events.cursor) say(`Go on from here with --from ${events.cursor}`)
    return gaps > 0 ? EXIT.GAP : EXIT.OK
  })
}

export function watchOptions(options: Options, now: number): WatchOptions {
  if (options.member !== undefined && options.subscription === undefined)
    throw usage('--member is for a subscription that several processes share. Name it with --subscription.')
  return {
    start: startOf(options.from ?? 'latest', now),
    filter: filterOf(options),
    ...(options.subscription !== undefined && { subscription: options.subscription }),
    ...(options.member !== undefined && { member: options.member }),
  }
}
