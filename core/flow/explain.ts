import { SottoError } from '../errors.ts'
import { MESSAGE_ID } from '../ids.ts'
import { isFinal, type Status } from '../message.ts'
import type { Principal } from '../ports/access.ts'
import type { MessageRecord } from '../ports/messages.ts'
import type { World } from '../ports/world.ts'

export const CAUSES = [
  'FINAL',
  'WAITING_FOR_DEVICE',
  'WAITING_FOR_KEY',
  'WAITING_FOR_WINDOW',
  'WAITING_FOR_WORKER',
  'BACKING_OFF',
  'UNRECEIPTED',
  'RECEIVED',
  'RUNNING',
  'DEFERRED',
  'CANCELING',
] as const
export type Cause = (typeof CAUSES)[number]

export type Explanation = {
  messageId: string
  status: Status
  cause: Cause
  sentence: string
  nextAt: number
  deliverByAt: number
  heldBy: string
  deviceLastSeenAt: number
  deviceOnline: boolean
}

type Circumstances = Awaited<ReturnType<World['messages']['circumstances']>>
type Facts = { message: MessageRecord; around: Circumstances; deliverByAt: number; windowMax: number; now: number }

/** [M13] Why a message is not finished, and what would change that. @throws SottoError */
export async function explain(
  world: Pick<World, 'messages' | 'clock' | 'config'>,
  { tenant }: Principal,
  messageId: string,
): Promise<Explanation> {
  const found = MESSAGE_ID.test(messageId) ? await world.messages.get(tenant, messageId) : undefined
  if (!found) throw new SottoError('NOT_FOUND', { field: 'message_id', detail: 'no such message' })
  const { message, command } = found
  const around = await world.messages.circumstances(tenant, message, command.concurrencyKey)
  const facts = {
    message,
    around,
    deliverByAt: command.deliverByAt,
    windowMax: world.config.windowPerChannel,
    now: world.clock.now(),
  }
  const cause = causeOf(facts)
  return {
    messageId,
    status: message.status,
    cause,
    sentence: SENTENCES[cause](facts),
    nextAt: message.dueAt,
    deliverByAt: command.deliverByAt,
    heldBy: cause === 'WAITING_FOR_KEY' ? (around.keyHolder ?? '') : '',
    deviceLastSeenAt: around.lastSeenAt,
    deviceOnline: around.online,
  }
}

function causeOf({ message, around, windowMax }: Facts): Cause {
  if (isFinal(message.status)) return 'FINAL'
  switch (message.status) {
    case 'queued':
      if (!around.online) return 'WAITING_FOR_DEVICE'
      if (message.dueAt > 0) return 'BACKING_OFF'
      if (around.keyHolder) return 'WAITING_FOR_KEY'
      return around.unreceipted >= windowMax ? 'WAITING_FOR_WINDOW' : 'WAITING_FOR_WORKER'
    case 'sent':
      return 'UNRECEIPTED'
    case 'received':
      return 'RECEIVED'
    case 'running':
      return 'RUNNING'
    case 'deferred':
      return 'DEFERRED'
    default:
      return 'CANCELING'
  }
}

const at = (ms: number): string => new Date(ms).toISOString()
const ends = ({ deliverByAt }: Facts): string => `It expires at ${at(deliverByAt)}.`
const because = (reason: string): string => (reason === '' ? '' : ` (${reason})`)

const SENTENCES: Record<Cause, (facts: Facts) => string> = {
  FINAL: ({ message }) =>
    `It ended as ${message.status}${because(message.reason)} at ${at(message.updatedAt)}${message.late ? ', by a late result' : ''}.`,
  WAITING_FOR_DEVICE: (f) =>
    `The device is offline${f.around.lastSeenAt > 0 ? `, last seen ${at(f.around.lastSeenAt)}` : ' and was never seen'}; it is sent when the device connects. ${ends(f)}`,
  WAITING_FOR_KEY: (f) =>
    `Message ${f.around.keyHolder} holds its concurrency key; it is sent when that one has ended. ${ends(f)}`,
  WAITING_FOR_WINDOW: (f) =>
    `${f.around.unreceipted} messages on the device's channel have no receipt yet; it is sent when the device answers some of them. ${ends(f)}`,
  WAITING_FOR_WORKER: (f) =>
    `The device is online${f.around.ahead > 0 ? ` and ${f.around.ahead} messages are ahead` : ''}; a worker sends it next. If this lasts, no worker runs. ${ends(f)}`,
  BACKING_OFF: (f) => `Attempt ${f.message.attempt} got no receipt; the next is at ${at(f.message.dueAt)}. ${ends(f)}`,
  UNRECEIPTED: (f) =>
    `Attempt ${f.message.attempt} was written to the channel; without a receipt it is tried again after ${at(f.message.dueAt)}. ${ends(f)}`,
  RECEIVED: (f) =>
    `The device has it and has not reported progress; without a word it times out at ${at(f.message.dueAt)}.`,
  RUNNING: (f) =>
    `It runs on the device (${f.message.percent} %${f.message.note === '' ? '' : `, ${f.message.note}`}); without progress or a result it times out at ${at(f.message.dueAt)}.`,
  DEFERRED: (f) =>
    `The device said "not now"${because(f.message.reason)}; ${f.message.dueAt > 0 ? `it is sent again at ${at(f.message.dueAt)}` : 'it is sent again when the device says that its condition holds'}. ${ends(f)}`,
  CANCELING: (f) =>
    `It was to be canceled after it was sent; the device's answer decides${f.around.online ? `, and is asked for again at ${at(f.message.dueAt)}` : ' when it connects'}.`,
}
