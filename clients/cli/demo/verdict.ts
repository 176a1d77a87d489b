import type { EventKind, HookEvent, Message } from '@sotto/sdk'
import type { Scene } from './scenes.ts'

/** What is wrong with the life of one message; nothing: all is as it should be. */
export function judgeLife(scene: Scene, messageId: string, events: HookEvent[], message: Message): string[] {
  const own = events.filter((event) => event.messageId === messageId)
  const kinds = own.map(({ kind }) => kind)
  const seen = withoutRepeats(kinds)
  const problems: string[] = []
  if (seen.join() !== scene.expected.join())
    problems.push(`its hook events were ${kinds.join(' → ') || 'none'}, but should be ${scene.expected.join(' → ')}`)
  const last = scene.expected.at(-1)
  if (message.status !== last)
    problems.push(`its status is ${message.status} (${message.reason}), but should be ${last}`)
  const received = own.find(({ kind }) => kind === 'received')
  if (received && !received.contentVerified) problems.push('the device does not have the content that was composed')
  if (new Set(own.map(({ eventId }) => eventId)).size !== own.length) problems.push('an event came twice')
  if (received && own.at(-1)?.sessionId !== received.sessionId) problems.push('its session changed on the way')
  return problems
}

/** [H1] Per partition the sequence goes up by one: no event is missing and none is out of order. */
export function judgeOrder(events: HookEvent[]): string[] {
  const newest = new Map<number, number>()
  const problems: string[] = []
  for (const { partition, sequence } of events) {
    const before = newest.get(partition)
    if (before !== undefined && sequence !== before + 1)
      problems.push(`in partition ${partition} event ${sequence} came after ${before}`)
    newest.set(partition, sequence)
  }
  return problems
}

const withoutRepeats = (kinds: EventKind[]): EventKind[] =>
  kinds.filter((kind, index) => kind !== 'progress' || kinds[index - 1] !== 'progress')
