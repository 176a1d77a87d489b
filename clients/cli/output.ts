import { printable, safeJson, type Terminal } from './terminal.ts'

export const FORMATS = ['table', 'json', 'jsonl'] as const
export type Format = (typeof FORMATS)[number]

export type Column<Item> = { title: string; value: (item: Item) => string }

/** Data on standard output, in the form that was asked for. Without one: a table for people, JSON for programs. */
export type Output = {
  /** json: one array. jsonl: an object a line. table: aligned columns, or `empty` on standard error. */
  list<Item>(items: AsyncIterable<Item> | Iterable<Item>, columns: Column<Item>[], empty: string): Promise<void>
  /** One thing. json: an object over several lines. jsonl: in one. table: a line a field. */
  item<Item extends object>(item: Item, lines: (item: Item) => [name: string, value: string][]): void
  /** Of something that goes on: a line each. json and jsonl: an object a line. */
  event<Item extends object>(item: Item, line: (item: Item) => string): void
  /** Something for people, in the table form only: a token to copy, a hint. */
  readonly forPeople: boolean
}

export function createOutput(terminal: Terminal, asked: Format | undefined): Output {
  const write = (text: string) => void terminal.out.write(`${text}\n`)
  const onTerminal = terminal.out.isTTY === true
  const formatOfList = asked ?? (onTerminal ? 'table' : 'jsonl')
  const formatOfItem = asked ?? (onTerminal ? 'table' : 'json')

  return {
    forPeople: formatOfItem === 'table',
    async list(items, columns, empty) {
      if (formatOfList === 'table') return table(terminal, items, columns, empty)
      if (formatOfList === 'jsonl') {
        for await (const item of items) write(safeJson(item))
        return
      }
      let count = 0
      for await (const item of items) terminal.out.write(`${count++ === 0 ? '[' : ','}\n${indented(item)}`)
      write(count === 0 ? '[]' : '\n]')
    },
    item(item, lines) {
      if (formatOfItem === 'table') for (const line of alignedFields(lines(item))) write(line)
      else write(safeJson(item, formatOfItem === 'json' ? 2 : undefined))
    },
    event(item, line) {
      write(formatOfList === 'table' ? line(item) : safeJson(item))
    },
  }
}

async function table<Item>(
  terminal: Terminal,
  items: AsyncIterable<Item> | Iterable<Item>,
  columns: Column<Item>[],
  empty: string,
): Promise<void> {
  const rows: string[][] = []
  for await (const item of items) rows.push(columns.map(({ value }) => printable(value(item))))
  if (rows.length === 0) return void terminal.err.write(`${empty}\n`)
  const { default: Table } = await import('cli-table3')
  const made = new Table({ head: columns.map(({ title }) => title), chars: NO_LINES, style: PLAIN })
  made.push(...rows)
  terminal.out.write(`${made.toString().replace(/ +$/gm, '')}\n`)
}

const PLAIN = { head: [], border: [], 'padding-left': 0, 'padding-right': 2 }
const NO_LINES = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((name) => [name, '']),
)

function alignedFields(fields: [string, string][]): string[] {
  const shown = fields.filter(([, value]) => value !== '')
  const width = Math.max(0, ...shown.map(([name]) => name.length))
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`)
}

const indented = (item: unknown): string => safeJson(item, 2).replace(/^/gm, '  ')
