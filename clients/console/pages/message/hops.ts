import type { Attempt__Output } from '../../../../proto/gen/sotto/v1/Attempt.ts'
import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import { lookOf, shortStatus } from '../../design/status.ts'

/** A point on the way of one attempt, and what lies between it and the one before. */
export type Hop = { name: string; status: string; at: number; sinceBeforeMs: number | undefined }
export type Lane = { number: number; hops: Hop[]; isOpen: boolean; reason: string }

const STATIONS = [
  ['queuedAt', 'queued', 'STATUS_QUEUED'],
  ['sentAt', 'sent', 'STATUS_SENT'],
  ['receivedAt', 'received', 'STATUS_RECEIVED'],
  ['runningAt', 'running', 'STATUS_RUNNING'],
  ['progressAt', 'last progress', 'STATUS_RUNNING'],
  ['deferredAt', 'deferred', 'STATUS_DEFERRED'],
] as const

/** Each attempt as the row of its hops, in the order of their times. */
export function lanesOf(attempts: readonly Attempt__Output[], message: Message__Output): Lane[] {
  return attempts.map((attempt, i) => {
    const points = STATIONS.filter(([field]) => attempt[field] > 0 && !repeats(attempt, field)).map(
      ([field, name, status]) => ({ name, status, at: attempt[field] }),
    )
    if (attempt.endedAt > 0) points.push({ ...endOf(attempt, message), at: attempt.endedAt } as (typeof points)[number])
    const inOrder = points.sort((a, b) => a.at - b.at)
    const hops = inOrder.map((point, at) => ({
      ...point,
      sinceBeforeMs: at === 0 ? undefined : point.at - inOrder[at - 1]!.at,
    }))
    const isOpen = i === attempts.length - 1 && !lookOf(message.status).final
    return { number: attempt.number, hops, isOpen, reason: attempt.reason === 'OK' ? '' : attempt.reason }
  })
}

/** One progress alone is both the first and the last. A deferral that ended the attempt is its end. */
function repeats(attempt: Attempt__Output, field: (typeof STATIONS)[number][0]): boolean {
  if (field === 'progressAt') return attempt.progressAt === attempt.runningAt
  return field === 'deferredAt' && attempt.endedAt === attempt.deferredAt
}

function endOf({ ending }: Attempt__Output, message: Message__Output): { name: string; status: string } {
  if (ending === 'REQUEUED') return { name: 'queued again', status: 'STATUS_QUEUED' }
  const status = `STATUS_${ending.replace(/^STATUS_/, '').toUpperCase()}`
  return ending === ''
    ? { name: shortStatus(message.status), status: message.status }
    : { name: lookOf(status).word, status }
}
