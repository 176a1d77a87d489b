import { fromBase64, toBase64 } from './text.ts'
import type { Accepted, Close, Deliver, Heard, Said, Welcome } from './transport.ts'

/** Proto3 JSON of the Socket.IO wire, without a Node built-in: fields may be absent, 64-bit numbers may be strings. */

type Fields = Record<string, unknown>

/** The events of one frame, in the order in which they are said. */
export function toEvents(frame: Said): [event: string, list: unknown[]][] {
  const events: [string, unknown[]][] = []
  if (frame.hello)
    events.push(['hello', [{ ...frame.hello, signature: toBase64(frame.hello.signature as Uint8Array) }]])
  if (frame.receipt?.length) events.push(['receipt', frame.receipt])
  if (frame.progress?.length) events.push(['progress', frame.progress])
  if (frame.result?.length) events.push(['result', frame.result])
  if (frame.defer?.length)
    events.push(['defer', frame.defer.map((defer) => ({ ...defer, untilAt: String(defer.untilAt ?? 0) }))])
  if (frame.cancel?.length) events.push(['cancel', frame.cancel])
  return events
}

/** What a device does not know, it ignores: another event, or one that is no list. */
export function fromEvent(event: string, argument: unknown): Heard[] {
  const list = Array.isArray(argument) ? argument.filter(isFields) : []
  switch (event) {
    case 'challenge':
      return list.map((item) => ({ challenge: { nonce: fromBase64(text(item.nonce)) } }))
    case 'welcome':
      return list.map((item) => ({ welcome: welcome(item) }))
    case 'deliver':
      return [{ deliver: list.map(deliver) }]
    case 'cancel':
      return [{ cancel: list.map((item) => text(item.messageId)) }]
    case 'accepted':
      return list.map((item) => ({ accepted: accepted(item) }))
    case 'close':
      return list.map((item) => ({ close: close(item) }))
    default:
      return []
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
const number = (value: unknown): number => {
  const read = typeof value === 'string' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : 0
}

const welcome = (item: Fields): Welcome => ({
  sessionId: text(item.sessionId),
  resumed: item.resumed === true,
  serverTime: number(item.serverTime),
  heartbeatSeconds: number(item.heartbeatSeconds),
  window: number(item.window),
})

const close = (item: Fields): Close => ({
  code: number(item.code),
  reason: text(item.reason),
  reconnect: item.reconnect === true,
  retryAfterMs: number(item.retryAfterMs),
})

function deliver(item: Fields): Deliver {
  const hook = isFields(item.hook) ? item.hook : undefined
  return {
    messageId: text(item.messageId),
    commandId: text(item.commandId),
    deviceId: text(item.deviceId),
    epoch: number(item.epoch),
    attempt: number(item.attempt),
    action: text(item.action),
    content: text(item.content),
    contentSha256: text(item.contentSha256),
    hook: hook
      ? {
          applications: texts(hook.applications),
          program: text(hook.program),
          arguments: texts(hook.arguments),
          interrupt: hook.interrupt === true,
        }
      : null,
    deliverByAt: number(item.deliverByAt),
    leaseSeconds: number(item.leaseSeconds),
    completeBySeconds: number(item.completeBySeconds),
    concurrencyKey: text(item.concurrencyKey),
    traceparent: text(item.traceparent),
    tracestate: text(item.tracestate),
  }
}

const accepted = (item: Fields): Accepted => ({
  receipts: texts(item.receipts),
  progress: texts(item.progress),
  results: texts(item.results),
  defers: texts(item.defers),
  cancels: texts(item.cancels),
  refused: (Array.isArray(item.refused) ? item.refused.filter(isFields) : []).map((refusal) => ({
    messageId: text(refusal.messageId),
    frame: text(refusal.frame),
    code: text(refusal.code),
    detail: text(refusal.detail),
  })),
})
