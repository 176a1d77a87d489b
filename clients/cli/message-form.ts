import type { Command, HookEvent, Message } from '@sotto/sdk'
import type { Column } from './output.ts'
import { paint, paintStatus, printable, type Terminal } from './terminal.ts'
import { fromNow, moment } from './units.ts'

/** How messages, commands and events look to a person. */
export function messageColumns(): Column<Message>[] {
  return [
    { title: 'MESSAGE', value: ({ messageId }) => messageId },
    { title: 'DEVICE', value: ({ deviceId }) => deviceId },
    { title: 'ACTION', value: ({ action }) => action },
    { title: 'STATUS', value: ({ status, late }) => (late ? `${status} (late)` : status) },
    { title: 'SENT', value: ({ attempt }) => `${attempt}×` },
    { title: 'SINCE', value: ({ updatedAt }) => fromNow(updatedAt, Date.now()) },
    { title: 'WHY', value: (message) => whyOf(message) },
  ]
}

export function messageLines(message: Message): [string, string][] {
  const { outcome, hook } = message
  return [
    ['message', message.messageId],
    ['command', message.commandId],
    ['device', message.deviceId],
    ['action', message.action],
    ['status', message.late ? `${message.status} (late)` : message.status],
    ['reason', message.reason],
    ['attempts', String(message.attempt)],
    ['progress', progressOf(message.progressPercent, message.progressNote)],
    ['outcome', outcome ? [outcome.code, outcome.detail].filter(Boolean).join(': ') : ''],
    ['output', outcome?.output ?? ''],
    ['content', message.content],
    ['program', hook?.program ? [hook.program, ...hook.arguments].join(' ') : ''],
    ['key', message.concurrencyKey],
    ['tags', message.tags.join(', ')],
    ['session', message.sessionId],
    ['accepted', moment(message.acceptedAt)],
    ['updated', moment(message.updatedAt)],
    ['deliver by', moment(message.deliverByAt)],
    ['next clock', moment(message.dueAt)],
    ['conflicts', message.conflicts.length > 0 ? `${message.conflicts.length} refused` : ''],
    ['by', message.actor],
  ]
}

export function commandLines(command: Command): [string, string][] {
  const finals = Object.entries(command.finals).filter(([, count]) => count > 0)
  return [
    ['command', command.commandId],
    ['action', command.action],
    ['content', command.content],
    ['messages', String(command.messageCount)],
    ['open', String(command.open)],
    ...finals.map(([status, count]): [string, string] => [status, String(count)]),
    ['key', command.concurrencyKey],
    ['tags', command.tags.join(', ')],
    ['accepted', moment(command.acceptedAt)],
    ['by', command.actor],
  ]
}

const KIND_WIDTH = 'cancel_refused'.length

/** One aligned line: when, what, which device, which action, and what there is to say about it. */
export function eventLine(terminal: Terminal, event: HookEvent): string {
  const at = new Date(event.occurredAt).toISOString().slice(11, 23)
  const said = printable(detailOf(event))
  return [
    paint(terminal, 'out', 'dim', at),
    paintStatus(terminal, event.kind, KIND_WIDTH),
    event.deviceId.padEnd(16),
    event.action.padEnd(14),
    paint(terminal, 'out', 'dim', event.messageId),
    said,
  ]
    .join('  ')
    .trimEnd()
}

/** What an event says besides its kind. */
export function detailOf(event: HookEvent): string {
  const attempt = event.kind === 'sent' ? `attempt ${event.attempt}` : ''
  const content = event.kind === 'received' ? `content ${event.contentVerified ? 'verified' : 'NOT VERIFIED'}` : ''
  const progress = event.kind === 'progress' ? progressOf(event.progressPercent, event.progressNote) : ''
  const outcome = [event.outcomeCode, event.outcomeDetail].filter(Boolean).join(': ')
  const now = event.kind === 'corrected' ? `now ${event.status}` : ''
  const next = event.nextAt ? `until ${moment(event.nextAt)}` : ''
  return [attempt, content, progress, event.reason, outcome, firstLine(event.outcomeOutput), now, next]
    .filter(Boolean)
    .join(' · ')
}

export const progressOf = (percent: number, note: string): string =>
  percent || note ? [`${percent} %`, note].filter(Boolean).join(' ') : ''

function whyOf({ reason, outcome, progressPercent, progressNote, status }: Message): string {
  if (status === 'running') return progressOf(progressPercent, progressNote)
  const text = [reason, outcome?.code === 'OK' ? '' : outcome?.code, outcome?.detail].filter(Boolean).join(': ')
  return text.length > WHY_CHARS_MAX ? `${text.slice(0, WHY_CHARS_MAX - 1)}…` : text
}

const WHY_CHARS_MAX = 60

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > WHY_CHARS_MAX ? `${line.slice(0, WHY_CHARS_MAX - 1)}…` : line
}
