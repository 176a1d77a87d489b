import { styleText } from 'node:util'

/** Where a command writes: data to `out`, everything else to `err`. */
export type Terminal = {
  out: NodeJS.WritableStream & { isTTY?: boolean; columns?: number; rows?: number }
  err: NodeJS.WritableStream & { isTTY?: boolean; columns?: number }
  env: NodeJS.ProcessEnv
}

export type Style = Parameters<typeof styleText>[0]

/** Colour where a person reads, and has not said no (https://no-color.org). */
export function paint(terminal: Terminal, stream: 'out' | 'err', style: Style, text: string): string {
  const wanted = terminal[stream].isTTY === true && !terminal.env.NO_COLOR && terminal.env.TERM !== 'dumb'
  return wanted ? styleText(style, text) : text
}

/** Control and direction characters: what a device reports must not move the cursor of the person who reads it. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/** One line that is safe to print. */
export const printable = (text: string): string => text.replace(CONTROL, escapeCode)

/** JSON as usual, with the control characters escaped that JSON itself lets through; its own line breaks stay. */
export const safeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu, escapeCode)

function escapeCode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const STATUS_STYLES: Record<string, Style> = {
  succeeded: 'green',
  failed: 'red',
  rejected: 'red',
  expired: 'red',
  timed_out: 'red',
  removed: 'red',
  canceled: 'yellow',
  superseded: 'yellow',
  deferred: 'yellow',
  canceling: 'yellow',
  corrected: 'magenta',
  received: 'cyan',
  progress: 'cyan',
  running: 'cyan',
}

export const paintStatus = (terminal: Terminal, status: string, width = 0): string =>
  paint(terminal, 'out', STATUS_STYLES[status] ?? 'dim', status.padEnd(width))
