import { SottoError } from '../../core/errors.ts'
import { attemptsOf, type TimelineEvent } from '../../core/find/attempts.ts'
import { explain } from '../../core/flow/explain.ts'
import { acceptedAtOf, partitionOf } from '../../core/ids.ts'
import { EVENT_KINDS, type EventKind } from '../../core/message.ts'
import type { Principal } from '../../core/ports/access.ts'
import type { GetTimelineResponse } from '../../proto/gen/sotto/v1/GetTimelineResponse.ts'
import type { HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'
import type { Parts } from './handler.ts'
import { eventsOfMessage } from './message-events.ts'
import { messageView, wireStatus } from './message-view.ts'

/** One message with all that has happened to it. @throws SottoError NOT_FOUND */
export async function timeline(world: Parts, who: Principal, messageId: string): Promise<GetTimelineResponse> {
  const found = await world.messages.get(who.tenant, messageId)
  if (!found) throw new SottoError('NOT_FOUND', { field: 'message_id', detail: messageId })
  const place = { tenant: who.tenant, partition: partitionOf(messageId) }
  const { message } = found
  const [events, { status, ...explained }] = await Promise.all([
    eventsOfMessage(world, place, { ...message, acceptedAt: acceptedAtOf(messageId) }),
    explain(world, who, messageId),
  ])
  return {
    message: messageView(found),
    explain: { ...explained, status: wireStatus(status) },
    attempts: attemptsOf(events.map(timelineEvent)),
    events: events.map((event) => ({ ...event, content: '', outcomeOutput: '' })),
    eventsTotal: message.revision,
    // It may have gone on since its record was read.
    incomplete: events.length < message.revision,
  }
}

const timelineEvent = (event: HookEvent__Output): TimelineEvent => ({
  kind: kindOf(event.kind),
  at: event.occurredAt,
  attempt: event.attempt,
  session: event.sessionId,
  reason: event.reason,
  outcomeCode: event.outcomeCode,
  status: event.status,
})

function kindOf(wire: string): EventKind {
  const name = wire.replace(/^EVENT_KIND_/, '').toLowerCase()
  return EVENT_KINDS.find((kind) => kind === name) ?? 'canary'
}
