import { EVENT_KINDS, type EventKind, type WatchFilter, type WatchStart } from '@sotto/sdk'
import { type Command, Option } from 'commander'
import { usage } from './failure.ts'
import { collect, seconds } from './units.ts'

/** What all commands that show hook events can be told [H7]. */
export type FilterOptions = {
  kind?: EventKind[]
  device?: string[]
  action?: string[]
  tag?: string[]
  application?: string[]
}

export function addFilterOptions(command: Command): Command {
  return command
    .addOption(
      new Option('-k, --kind <kind>', `only these (again for more): ${EVENT_KINDS.join(', ')}`).argParser(knownKind),
    )
    .addOption(new Option('-d, --device <id>', 'of this device (again for more)').argParser(collect))
    .addOption(new Option('-a, --action <name>', 'of this action (again for more)').argParser(collect))
    .addOption(new Option('-t, --tag <word>', 'of commands with this tag (again for more)').argParser(collect))
    .addOption(new Option('--application <name>', 'that name this application (scope hooks:all)').argParser(collect))
}

export const filterOf = (options: FilterOptions): WatchFilter => ({
  kinds: options.kind ?? [],
  devices: options.device ?? [],
  actions: options.action ?? [],
  tags: options.tag ?? [],
  applications: options.application ?? [],
})

/** `latest`, `earliest`, a duration back, a time, or else a cursor. */
export function startOf(from: string, now: number): WatchStart {
  if (from === 'latest' || from === 'earliest') return from
  const time = momentOf('--from', from, now)
  return time === undefined ? { cursor: from } : { time }
}

/** `1h` (that long ago) or `2026-01-31T14:00:00Z`, as Unix ms; undefined when it is neither. Throws on a time that is none. */
export function momentOf(option: string, text: string, now: number): number | undefined {
  if (/^(\d+[smhd])+$/.test(text)) return now - seconds(option, text) * 1_000
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw usage(`${option} is "${text}", which is no time. Write it as 2026-01-31T14:00:00Z.`)
  return time
}

/** As `momentOf`, where nothing else will do. */
export function timeOf(option: string, text: string, now: number): number {
  const time = momentOf(option, text, now)
  if (time !== undefined) return time
  throw usage(`${option} is "${text}". Write it as a time (2026-01-31T14:00:00Z) or a duration back (1h).`)
}

function knownKind(text: string, before: EventKind[] | undefined): EventKind[] {
  const kind = EVENT_KINDS.find((known) => known === text)
  if (kind) return [...(before ?? []), kind]
  throw usage(`--kind is "${text}". It must be one of ${EVENT_KINDS.join(', ')}.`)
}
