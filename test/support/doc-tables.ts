import { readFileSync } from 'node:fs'
import { EXIT } from '../../clients/cli/exit-codes.ts'
import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import { SETTINGS } from '../../core/config.ts'
import { REFUSALS } from '../../core/errors.ts'
import * as limits from '../../core/limits.ts'
import { STATUSES, TRANSITIONS } from '../../core/message.ts'
import { createMetrics } from '../../gateway/ops/metrics.ts'
import { environmentName } from '../../store/settings.ts'

/** The parts of pages that are made from the code, by what stands behind "made from" in the page. */
const SECTIONS: Record<string, () => string[]> = {
  'core/message.ts: transitions': transitions,
  'core/config.ts': settings,
  'core/limits.ts': bounds,
  'gateway/ops/metrics.ts': metrics,
  'core/close-reasons.ts': closeReasons,
  'core/errors.ts: refusals': refusals,
  'clients/cli/exit-codes.ts': exitCodes,
}

const SECTION = /(<!-- made from ([^>]+?) -->\n)[\s\S]*?(<!-- end -->)/g

/** A page with its sections made anew. */
export function freshPage(path: string): string {
  const page = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  return page.replace(SECTION, (_, head: string, name: string, end: string) => {
    const make = SECTIONS[name]
    if (!make) throw new Error(`${path} wants a section "${name}", which nobody makes.`)
    return `${head}\n${make().join('\n')}\n\n${end}`
  })
}

/** How many such sections a page has. */
export const sectionsOf = (page: string): number => [...page.matchAll(SECTION)].length

function transitions(): string[] {
  return table(
    ['in', 'what may happen → what it becomes'],
    STATUSES.map((status) => [
      status,
      Object.entries(TRANSITIONS[status])
        .map(([input, { to }]) => `${input} → ${to === 'before' ? '(the status before)' : to}`)
        .join(', ') || '(final)',
    ]),
  )
}

type SettingRow = {
  default: unknown
  what: string
  unit?: string
  min?: number
  max?: number
  oneOf?: readonly string[]
}

function settings(): string[] {
  return table(
    ['setting', 'in the environment', 'default', 'unit', 'allowed', 'what'],
    Object.entries<SettingRow>(SETTINGS).map(([name, { default: value, unit, min, max, oneOf, what }]) => [
      `\`${name}\``,
      `\`${environmentName(name)}\``,
      value === '' ? '' : `\`${value}\``,
      unit ?? '',
      oneOf ? oneOf.join(', ') : min === undefined ? '' : `${min}–${max}`,
      what,
    ]),
  )
}

function bounds(): string[] {
  const comments = commentsOf('core/limits.ts', /^\/\*\* ([^\n]+) \*\/\nexport const (\w+) = /gm)
  return table(
    ['limit', 'value', 'what is bounded, and what happens there'],
    Object.entries(limits).map(([name, value]) => [`\`${name}\``, amount(name, value), comments.get(name) ?? '']),
  )
}

function amount(name: string, value: number): string {
  if (name.includes('_BYTES_') && value % 1024 === 0)
    return value % 1024 ** 2 === 0 ? `${value / 1024 ** 2} MiB` : `${value / 1024} KiB`
  if (name.includes('_BYTES_')) return `${value} B`
  if (/_MS(_|$)/.test(name)) return `${value / 1_000} s`
  return value.toLocaleString('en')
}

function metrics(): string[] {
  const all = createMetrics().registry.getMetricsAsArray() as unknown as {
    name: string
    help: string
    type: string
    labelNames: string[]
  }[]
  return table(
    ['metric', 'type', 'labels', 'what'],
    all.map(({ name, type, labelNames, help }) => [
      `\`${name}\``,
      type,
      labelNames.filter((label) => label !== 'le').join(', '),
      help,
    ]),
  )
}

function closeReasons(): string[] {
  return table(
    ['code', 'reason', 'come back', '`retryAfterMs` up to', 'what'],
    Object.entries(CLOSE_REASONS).map(([reason, { code, reconnect, retryMs, text }]) => [
      String(code),
      `\`${reason}\``,
      reconnect ? 'yes' : 'no',
      reconnect ? String(retryMs) : '',
      text,
    ]),
  )
}

function refusals(): string[] {
  return table(
    ['code', 'what'],
    Object.entries(REFUSALS).map(([code, what]) => [`\`${code}\``, what]),
  )
}

function exitCodes(): string[] {
  const comments = commentsOf('clients/cli/exit-codes.ts', /^ {2}\/\*\* ([^\n]+) \*\/\n {2}(\w+): /gm)
  return table(
    ['code', 'name', 'when'],
    Object.entries(EXIT).map(([name, code]) => [String(code), name, comments.get(name) ?? '']),
  )
}

function commentsOf(path: string, form: RegExp): Map<string, string> {
  const source = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  return new Map([...source.matchAll(form)].map(([, what = '', name = '']) => [name, what]))
}

function table(head: string[], rows: string[][]): string[] {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)))
  const line = (row: string[], fill = ' ') =>
    `|${row.map((cell, i) => ` ${cell.padEnd(widths[i] ?? 0, fill)} `).join('|')}|`
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...cells.map((row) => line(row)),
  ]
}
