import type { Overview } from '@sotto/sdk'
import { paint, paintStatus, printable, type Style, type Terminal } from '../terminal.ts'
import { fromNow } from '../units.ts'
import { type Figures, perSecond } from './figures.ts'
import { sparkline } from './sparkline.ts'

const LABEL = 11
const NUMBER = 9
const FAILURES_SHOWN = 3
/** The worst come first; more would push the figures off the screen. */
const ATTENTION_SHOWN = 5
const RATES = [
  ['submitted', 'submitted'],
  ['sent', 'sent'],
  ['received', 'received'],
  ['succeeded', 'succeeded'],
  ['endedBadly', 'ended badly'],
  ['retried', 'retried'],
] as const
const LEGS: Record<string, string> = {
  LEG_SUBMIT_SENT: 'submit → sent',
  LEG_SENT_RECEIVED: 'sent → received',
  LEG_RECEIVED_RESULT: 'received → result',
  LEG_SUBMIT_RESULT: 'submit → result',
}
const SEVERITY: Record<string, Style> = { SEVERITY_CRITICAL: 'red', SEVERITY_WARNING: 'yellow', SEVERITY_INFO: 'cyan' }

/** A screenful. What a person must look at comes first; what does not fit at the end is cut. */
export function view(terminal: Terminal, title: string, figures: Figures, columns: number): string[] {
  const { overview } = figures
  const head = `${title}  ${figures.at ? new Date(figures.at).toLocaleTimeString() : ''}  (q quits)`
  if (!overview) return [head, '', 'Waiting for the first figures.']
  return [
    paint(terminal, 'out', 'bold', cut(head, columns)),
    '',
    ...attention(terminal, overview, columns),
    label(
      'devices',
      `${count(overview.devicesOnline)} online of ${count(overview.devices)}   ${nodes(overview)}`,
      columns,
    ),
    label('messages', '', columns) + statuses(terminal, overview),
    label('backlog', backlog(overview, figures.at), columns),
    label('queue', queue(figures), columns),
    label('hooks', hooks(overview), columns),
    '',
    ...rates(terminal, figures, columns),
    '',
    ...legs(overview, columns),
    ...failures(terminal, overview, columns),
  ]
}

/** One line, for what is no terminal. */
export function line({ overview, at }: Figures): string {
  if (!overview) return ''
  const { rates: rate, backlog: waiting, hooks: streams } = overview
  return [
    new Date(at).toISOString(),
    `online=${overview.devicesOnline}`,
    `queued=${waiting?.queued ?? 0}`,
    ...RATES.map(([name, words]) => `${words.replaceAll(' ', '_')}/s=${(rate?.[name] ?? 0).toFixed(1)}`),
    `hook_lag=${streams?.lagEvents ?? 0}`,
    `attention=${overview.attention.map(({ code }) => code).join(',') || 'none'}`,
  ].join(' ')
}

const label = (name: string, text: string, columns: number): string => cut(`${name.padEnd(LABEL)}${text}`, columns)
const cut = (text: string, columns: number): string => (text.length > columns ? `${text.slice(0, columns - 1)}…` : text)
/** Lines of whole words; a word that is wider than a line is cut. */
function wrapped(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line === '') lines[lines.length - 1] = cut(word, width)
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(cut(word, width))
  }
  return lines
}

const count = (value: number): string => value.toLocaleString('en')

function attention(terminal: Terminal, { attention: all }: Overview, columns: number): string[] {
  if (all.length === 0) return [paint(terminal, 'out', 'green', 'All is well.'), '']
  const lines = all.slice(0, ATTENTION_SHOWN).flatMap(({ severity, sentence }) => {
    const style = SEVERITY[severity] ?? 'yellow'
    const [first = '', ...rest] = wrapped(printable(sentence), columns - 2)
    return [`! ${first}`, ...rest.map((text) => `  ${text}`)].map((text) => paint(terminal, 'out', style, text))
  })
  return [...lines, '']
}

const nodes = ({ nodes: all }: Overview): string =>
  all.map(({ node, devicesOnline }) => `${printable(node)} ${count(devicesOnline)}`).join('  ')

function statuses(terminal: Terminal, { statuses: all }: Overview): string {
  const parts = all.map(({ status, count: messages }) => {
    const name = status.replace('STATUS_', '').toLowerCase()
    return `${paintStatus(terminal, name)} ${count(messages)}`
  })
  return parts.join('  ') || 'none'
}

function backlog({ backlog: waiting }: Overview, now: number): string {
  const since = waiting?.readySince ? `, the first since ${fromNow(waiting.readySince, now)}` : ''
  return `${count(waiting?.queued ?? 0)} messages queued; ${count(waiting?.readyDevices ?? 0)} devices ready to be sent to${since}`
}

function queue({ queues, at }: Figures): string {
  if (!queues) return 'not shown: the key has no scope queues:read'
  return queues.work
    .map(({ name, paused, jobs, workers, oldestWaitingAt, completedPerSecond }) => {
      const oldest = oldestWaitingAt ? `, the oldest ${fromNow(oldestWaitingAt, at)}` : ''
      const state = `${jobs.waiting ?? 0} waiting${oldest}, ${jobs.active ?? 0} active, ${jobs.failed ?? 0} failed`
      return `${name}${paused ? ' (PAUSED)' : ''}: ${state}; ${workers} workers, ${completedPerSecond.toFixed(1)} jobs/s`
    })
    .join('   ')
}

function hooks({ hooks: streams }: Overview): string {
  if (!streams) return 'none'
  const idle = streams.idleSubscriptions
    ? `; ${streams.idleSubscriptions} subscriptions that nobody reads, ${count(streams.idleLagEvents)} events behind`
    : ''
  return `${streams.streams} streams, ${streams.parked} parked, ${count(streams.lagEvents)} events behind${idle}`
}

function rates(terminal: Terminal, { overview, samples }: Figures, columns: number): string[] {
  const width = Math.max(10, Math.min(columns - LABEL - NUMBER - 8, 120))
  return RATES.map(([name, words]) => {
    const value = `${(overview?.rates?.[name] ?? 0).toFixed(1)}/s`.padStart(NUMBER)
    const bars = sparkline(
      samples.map((sample) => perSecond(sample, name)),
      width,
    )
    const style = name === 'endedBadly' || name === 'retried' ? 'yellow' : 'cyan'
    return `${words.padEnd(LABEL)} ${value}  ${paint(terminal, 'out', style, bars)}`
  })
}

function legs({ legs: all }: Overview, columns: number): string[] {
  return all.map(({ leg, p50Ms, p99Ms, maxMs, count: messages }) => {
    const times = `p50 ${milliseconds(p50Ms)}  p99 ${milliseconds(p99Ms)}  max ${milliseconds(maxMs)}`
    return cut(`${(LEGS[leg] ?? leg).padEnd(18)} ${times}  (${count(messages)})`, columns)
  })
}

const milliseconds = (ms: number): string =>
  (ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1_000)} s`).padStart(8)

function failures(terminal: Terminal, { failures: all }: Overview, columns: number): string[] {
  if (all.length === 0) return []
  const lines = all.slice(0, FAILURES_SHOWN).map(({ status, reason, count: messages }) => {
    const name = status.replace('STATUS_', '').toLowerCase()
    return `${paintStatus(terminal, name, LABEL)} ${cut(`${count(messages)}  ${printable(reason)}`, columns - LABEL - 1)}`
  })
  return ['', 'Of the last hour:', ...lines]
}
