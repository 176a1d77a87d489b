import { EVENT_KINDS, type EventGap, type EventKind, type WatchOptions, type WatchStart } from '@sotto/sdk'
import { type Command, Option } from 'commander'
import type { Act, Call } from '../call.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { usage } from '../failure.ts'
import { eventLine } from '../message-form.ts'
import { collect, seconds, wholeNumber } from '../units.ts'

type Options = {
  kind?: EventKind[]
  device?: string[]
  action?: string[]
  tag?: string[]
  application?: string[]
  from?: string
  subscription?: string
  member?: string
  count?: string
}

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
  command
    .addOption(
      new Option('-k, --kind <kind>', `only these (again for more): ${EVENT_KINDS.join(', ')}`).argParser(knownKind),
    )
    .addOption(new Option('-d, --device <id>', 'of this device (again for more)').argParser(collect))
    .addOption(new Option('-a, --action <name>', 'of this action (again for more)').argParser(collect))
    .addOption(new Option('-t, --tag <word>', 'of commands with this tag (again for more)').argParser(collect))
    .addOption(new Option('--application <name>', 'that name this application (scope hooks:all)').argParser(collect))
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
  const over = new AbortController()
  const stop = () => over.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    const client = await sotto()
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
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

export function watchOptions(options: Options, now: number): WatchOptions {
  if (options.member !== undefined && options.subscription === undefined)
    throw usage('--member is for a subscription that several processes share. Name it with --subscription.')
  return {
    start: startOf(options.from ?? 'latest', now),
    filter: {
      kinds: options.kind ?? [],
      devices: options.device ?? [],
      actions: options.action ?? [],
      tags: options.tag ?? [],
      applications: options.application ?? [],
    },
    ...(options.subscription !== undefined && { subscription: options.subscription }),
    ...(options.member !== undefined && { member: options.member }),
  }
}

function startOf(from: string, now: number): WatchStart {
  if (from === 'latest' || from === 'earliest') return from
  if (/^(\d+[smhd])+$/.test(from)) return { time: now - seconds('--from', from) * 1_000 }
  if (/^\d{4}-\d\d-\d\d/.test(from)) {
    const time = Date.parse(from)
    if (Number.isNaN(time)) throw usage(`--from is "${from}", which is no time. Write it as 2026-01-31T14:00:00Z.`)
    return { time }
  }
  return { cursor: from }
}

function gapSentence({ partition, firstSequence, lastSequence, reason }: EventGap): string {
  const until = lastSequence > 0 ? ` to ${lastSequence}` : ''
  return `GAP: events ${firstSequence}${until} of partition ${partition} will not come (${reason}). The messages' status has what they said.`
}

function knownKind(text: string, before: EventKind[] | undefined): EventKind[] {
  const kind = EVENT_KINDS.find((known) => known === text)
  if (kind) return [...(before ?? []), kind]
  throw usage(`--kind is "${text}". It must be one of ${EVENT_KINDS.join(', ')}.`)
}
