import type { HookEvent } from '@sotto/sdk'
import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import { addFilterOptions, type FilterOptions, filterOf, timeOf } from '../event-filter.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { gapSentence } from '../gap-sentence.ts'
import { eventLine } from '../message-form.ts'
import { wholeNumber } from '../units.ts'
import { untilInterrupted } from '../until-interrupted.ts'

type Options = FilterOptions & { lines: string; since: string; follow: boolean }

const EXAMPLES = `
Examples:
  sotto tail
  sotto tail -n 50 --kind failed --kind rejected --since 1d --no-follow
`
const LINES_MAX = 10_000
/** A sign that the past is over comes after this much silence. */
const HEARTBEAT_MS = 1_000

export function define(command: Command, act: Act): void {
  addFilterOptions(command)
    .option('-n, --lines <count>', 'the newest so many to begin with', '10')
    .option('--since <when>', 'look no further back for them: a duration (10m) or a time', '10m')
    .option('--no-follow', 'end when they are shown')
    .addHelpText('after', EXAMPLES)
    .action(act<Options>(tail))
}

async function tail({ options, terminal, output, say, sotto }: Call<Options>): Promise<ExitCode> {
  const lines = wholeNumber('--lines', options.lines, 0, LINES_MAX)
  const begun = Date.now()
  const start = { time: timeOf('--since', options.since, begun) }
  const client = await sotto()
  let gaps = 0
  const show = (event: HookEvent) => output.event(event, (shown) => eventLine(terminal, shown))
  return await untilInterrupted(async (over) => {
    // Until the past is over, its newest events are kept; then they are shown, and each that comes.
    let past: HookEvent[] | undefined = []
    const turn = () => {
      const kept = past?.sort((a, b) => a.occurredAt - b.occurredAt).slice(-lines)
      past = undefined
      if (lines > 0) for (const event of kept ?? []) show(event)
      if (!options.follow) over.abort()
    }
    const events = client.watch({
      start,
      filter: filterOf(options),
      heartbeatMs: HEARTBEAT_MS,
      signal: over.signal,
      onHeartbeat: ({ lagEvents }) => past && lagEvents === 0 && turn(),
      onGap(gap) {
        gaps += 1
        say(gapSentence(gap))
      },
      onReconnect: ({ delayMs }) => say(`The stream broke. Trying again in ${(delayMs / 1_000).toFixed(1)} s.`),
    })
    for await (const event of events) {
      if (past && event.occurredAt > begun) turn()
      if (!past) {
        if (options.follow) show(event)
        continue
      }
      past.push(event)
      if (past.length > 2 * LINES_MAX) past = past.slice(-LINES_MAX)
    }
    return gaps > 0 ? EXIT.GAP : EXIT.OK
  })
}
