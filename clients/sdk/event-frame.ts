import protobuf from 'protobufjs'
import type { HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { root } from '../../proto/index.ts'
import { EVENT_KINDS, type EventBatch, type HookEvent } from './event.ts'

/** A frame with events, as it came. */
export type EventFrame = {
  /** Their cursors are the batch's to give. */
  events: HookEvent[]
  partition: number
  cursor: string
  /** [H4] What the frame counts against a grant: the size of its field `Events.events`, tags and lengths included. */
  bytes: number
}

/** Fields of SubscribeResponse and of Events, as tags: number and wire type. */
const EVENTS = (2 << 3) | 2
const EVENT = (1 << 3) | 2
const PARTITION = 2 << 3
const RUNS = (4 << 3) | 2
const CURSOR = (5 << 3) | 2

/**
 * Reads a SubscribeResponse that holds events, which nearly all do, straight into what the application gets: the way over
 * proto-loader's general objects takes several times as long. Nothing when the frame holds something else.
 */
export function readEventFrame(bytes: Uint8Array): EventFrame | undefined {
  const reader = protobuf.Reader.create(bytes)
  if (reader.len === 0 || reader.uint32() !== EVENTS) return undefined
  const end = reader.uint32() + reader.pos
  const frame: EventFrame = { events: [], partition: 0, cursor: '', bytes: 0 }
  const runs: number[] = []
  while (reader.pos < end) {
    const start = reader.pos
    const tag = reader.uint32()
    if (tag === EVENT) {
      frame.events.push(readEvent(reader))
      frame.bytes += reader.pos - start
    } else if (tag === PARTITION) frame.partition = reader.uint32()
    else if (tag === RUNS) {
      const runsEnd = reader.uint32() + reader.pos
      while (reader.pos < runsEnd) runs.push(toNumber(reader.uint64() as unknown as Wide))
    } else if (tag === CURSOR) frame.cursor = reader.string()
    else reader.skipType(tag & 7)
  }
  place(frame, runs)
  return frame
}

/** `before` is the cursor of the frame before: only the last event of a batch has the batch's own. */
export function toBatch({ events, partition, cursor }: EventFrame, before: string): EventBatch {
  for (const event of events) event.cursor = before
  const last = events.at(-1)
  if (last) last.cursor = cursor
  return { type: 'events', events, partition, cursor }
}

/** Runs are start and count pairs; never more than there are events. */
function place({ events, partition }: EventFrame, runs: number[]): void {
  let at = 0
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const [first = 0, count = 0] = [runs[i], runs[i + 1]]
    for (let n = 0; n < count && at < events.length; n++, at++) (events[at] as HookEvent).sequence = first + n
  }
  for (const event of events) event.partition = partition
}

/** As protobufjs decodes it: absent fields have their default, enums are numbers, 64 bits may be an object. */
type Decoded = Omit<HookEvent__Output, 'kind' | 'occurredAt' | 'nextAt'> & {
  kind: number
  occurredAt: Wide
  nextAt: Wide
}
type Wide = number | { toNumber(): number }

const hookEvent = root.lookupType('sotto.v1.HookEvent')

function readEvent(reader: protobuf.Reader): HookEvent {
  const event = hookEvent.decode(reader, reader.uint32()) as unknown as Decoded
  return {
    eventId: event.eventId,
    kind: EVENT_KINDS[event.kind - 1] ?? ('unspecified' as HookEvent['kind']),
    messageId: event.messageId,
    commandId: event.commandId,
    deviceId: event.deviceId,
    action: event.action,
    applications: event.applications,
    tags: event.tags,
    occurredAt: toNumber(event.occurredAt),
    attempt: event.attempt,
    sessionId: event.sessionId,
    content: event.content,
    contentSha256: event.contentSha256,
    contentVerified: event.contentVerified,
    progressPercent: event.progressPercent,
    progressNote: event.progressNote,
    outcomeCode: event.outcomeCode,
    outcomeDetail: event.outcomeDetail,
    outcomeOutput: event.outcomeOutput,
    late: event.late,
    reason: event.reason,
    nextAt: toNumber(event.nextAt),
    status: event.status,
    traceparent: event.traceparent,
    tracestate: event.tracestate,
    partition: 0,
    sequence: 0,
    cursor: '',
  }
}

const toNumber = (value: Wide): number => (typeof value === 'number' ? value : value.toNumber())
