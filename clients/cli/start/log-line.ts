import { paint, printable, type Terminal } from '../terminal.ts'
import type { Role } from './roles.ts'

const LEVELS: Record<number, [name: string, style: 'dim' | 'cyan' | 'yellow' | 'red']> = {
  10: ['trace', 'dim'],
  20: ['debug', 'dim'],
  30: ['info', 'cyan'],
  40: ['warn', 'yellow'],
  50: ['error', 'red'],
  60: ['fatal', 'red'],
}
const HIDDEN = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'role', 'name', 'v'])
const VALUE_CHARS_MAX = 200

/** A line of pino's JSON as one that a person can read; anything else as it is. */
export function readableLog(terminal: Terminal, role: Role, line: string): string {
  const entry = parse(line)
  const from = role.padEnd('gateway'.length)
  if (!entry) return `${paint(terminal, 'err', 'dim', from)} ${printable(line)}`
  const [name, style] = LEVELS[Number(entry.level)] ?? ['log', 'dim']
  const at = new Date(Number(entry.time) || Date.now()).toISOString().slice(11, 23)
  const rest = Object.entries(entry).filter(([key]) => !HIDDEN.has(key))
  const facts = rest.map(([key, value]) => `${key}=${short(value)}`).join(' ')
  return [
    paint(terminal, 'err', 'dim', `${at} ${from}`),
    paint(terminal, 'err', style, name.padEnd(5)),
    printable(String(entry.msg ?? '')),
    paint(terminal, 'err', 'dim', printable(facts)),
  ]
    .filter(Boolean)
    .join(' ')
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && 'level' in value ? { ...value } : undefined
  } catch {
    // A line that was cut short: shown as it is.
    return undefined
  }
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > VALUE_CHARS_MAX ? `${text.slice(0, VALUE_CHARS_MAX)}…` : text
}
