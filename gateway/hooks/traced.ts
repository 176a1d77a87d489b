import type { Traces } from '../../core/ports/traces.ts'
import { isTraced } from '../../core/traceparent.ts'
import type { Events__Output } from '../../proto/gen/sotto/v1/Events.ts'
import type { HookEvent__Output } from '../../proto/gen/sotto/v1/HookEvent.ts'
import { codec } from '../../proto/index.ts'
import type { Selection } from './selection.ts'

const EVENTS = codec<Events__Output, Events__Output>('Events')
/** Tag and length of HookEvent.traceparent (24), and how one begins: events are decoded only where some are traced. */
const MARK = Buffer.from([0xc2, 0x01, 55, ...Buffer.from('00-')])

/** [A6] Each event from when it occurred until it was written to a subscriber, below the submit of its command. */
export function traceEvents(traces: Traces, { slices }: Selection, application: string): void {
  for (const slice of slices) {
    const bytes = Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength)
    if (!bytes.includes(MARK)) continue
    for (const event of EVENTS.decode(bytes).events) traceEvent(traces, event, application)
  }
}

function traceEvent(traces: Traces, event: HookEvent__Output, application: string): void {
  const { traceparent, tracestate, messageId, deviceId, eventId, kind } = event
  if (!isTraced(traceparent, messageId)) return
  const facts = { 'sotto.event': eventId, 'sotto.device': deviceId, 'sotto.application': application }
  const name = `hook ${kind.replace('EVENT_KIND_', '').toLowerCase()}`
  traces.start({ name, kind: 'producer', parent: traceparent, tracestate, facts, startedAt: event.occurredAt }).end()
}
