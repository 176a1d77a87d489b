import type { ObserveFrame, ObserveOptions } from '@sotto/sdk'
import type { Command } from 'commander'
import type { Act, Call } from '../call.ts'
import { serverAddress } from '../server.ts'
import { safeJson } from '../terminal.ts'
import { noFigures, take } from '../top/figures.ts'
import { openScreen } from '../top/screen.ts'
import { line, view } from '../top/view.ts'
import { wholeNumber } from '../units.ts'
import { untilInterrupted } from '../until-interrupted.ts'

type Options = { interval: string; count?: string }
/** Where frames go. */
type Sink = { frame(frame: ObserveFrame): void; say(text: string): void; close(): void }

const NOTES = `
On a terminal: the whole screen, until q or Ctrl-C. Elsewhere a line for each interval; with --json an object, as the
server sent it.
`
const HISTORY_SECONDS = 600
const COUNT_MAX = 1_000_000_000

export function define(command: Command, act: Act): void {
  command
    .option('-i, --interval <seconds>', 'between two looks: 1 to 60', '2')
    .option('-n, --count <frames>', 'end after so many')
    .addHelpText('after', NOTES)
    .action(act<Options>(top))
}

async function top(call: Call<Options>): Promise<undefined> {
  const { options, sotto } = call
  const intervalMs = wholeNumber('--interval', options.interval, 1, 60) * 1_000
  const countMax = options.count === undefined ? COUNT_MAX : wholeNumber('--count', options.count, 1, COUNT_MAX)
  const client = await sotto()
  const { scopes, tenant } = await client.whoAmI()
  return await untilInterrupted(async (over) => {
    const sink = sinkOf(call, `Sotto ${serverAddress(call.globals, call.terminal.env)}, tenant ${tenant}`, () =>
      over.abort(),
    )
    try {
      const frames = client.observe({
        ...{ topics: topicsOf(scopes), intervalMs, historySeconds: HISTORY_SECONDS, signal: over.signal },
        onReconnect: ({ error, delayMs }) =>
          sink.say(`${error.message} Trying again in ${(delayMs / 1_000).toFixed(1)} s.`),
      })
      let count = 0
      for await (const frame of frames) {
        sink.frame(frame)
        if (frame.overview && ++count >= countMax) break
      }
    } finally {
      sink.close()
    }
    return undefined
  })
}

const topicsOf = (scopes: readonly string[]): ObserveOptions['topics'] =>
  scopes.includes('queues:read') ? ['overview', 'queues'] : ['overview']

function sinkOf({ terminal, globals, say }: Call<Options>, title: string, quit: () => void): Sink {
  const asked = globals.output ?? (globals.json ? 'json' : undefined)
  if (asked === 'json' || asked === 'jsonl')
    return { frame: (frame) => void terminal.out.write(`${safeJson(frame)}\n`), say, close: () => undefined }
  const figures = noFigures()
  if (terminal.out.isTTY !== true)
    return {
      frame(frame) {
        take(figures, frame)
        if (frame.overview) terminal.out.write(`${line(figures)}\n`)
      },
      say,
      close: () => undefined,
    }
  let note = ''
  const draw = () => screen.draw([...view(terminal, title, figures, screen.columns), ...(note ? ['', note] : [])])
  const screen = openScreen(terminal, quit, draw)
  draw()
  return {
    frame(frame) {
      note = ''
      take(figures, frame)
      draw()
    },
    say(text) {
      note = text
      draw()
    },
    close: screen.close,
  }
}
