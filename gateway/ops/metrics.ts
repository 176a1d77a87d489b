import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { quantileBounds } from '../../core/observe/bounds.ts'
import { createSharedHistogram } from './shared-histogram.ts'

/** Seconds; from a store call in the same machine to a fleet's submit. */
const LATENCY_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Metrics = ReturnType<typeof createMetrics>

/**
 * Every metric by its name here. Labels are words of the code (an error, a close reason, a method), never of a caller:
 * no tenant, device or message, so the number of series has a bound.
 */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers })
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const seconds = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Histogram({ name, help, labelNames, registers, buckets: LATENCY_BUCKETS })

  return {
    registry,
    /** Node's own: event loop lag, memory, handles. Once a process. */
    collectProcess: () => collectDefaultMetrics({ register: registry }),

    apiCalls: counter('sotto_api_calls_total', 'API calls that were answered, by method, transport and outcome.', [
      'method',
      'transport',
      'outcome',
    ]),
    apiSeconds: seconds('sotto_api_call_seconds', 'How long API calls took.', ['method']),
    refusedInput: counter('sotto_refused_input_total', 'Input that was refused, by where it came in and why.', [
      'door',
      'reason',
    ]),
    submittedMessages: counter('sotto_submitted_messages_total', 'Messages that submits made; repeats make none.'),

    channels: gauge('sotto_channels', 'Live device channels of this node.', ['wire']),
    channelCloses: counter('sotto_channel_closes_total', 'Channels that were closed, by reason.', ['wire', 'reason']),
    deliveredFrames: counter('sotto_delivered_frames_total', 'Frames that were written to channels.', ['wire']),
    deliveredMessages: counter('sotto_delivered_messages_total', 'Messages in those frames.', ['wire']),
    reports: counter('sotto_reports_total', 'What devices said, by kind and answer.', ['input', 'answer']),

    storeErrors: counter('sotto_store_errors_total', 'Calls of the store that failed.', ['call']),

    hookStreams: gauge('sotto_hook_streams', 'Subscribe streams of this node.'),
    hookParked: gauge('sotto_hook_streams_parked', 'Those of them that wait for a grant or for their peer.'),
    hookLagEvents: gauge('sotto_hook_lag_events', 'Events that the slowest stream of this node is behind.'),
    hookEvents: counter('sotto_hook_events_total', 'Events that were written to streams.'),
    hookGaps: counter('sotto_hook_gaps_total', 'Gaps that streams were told of, by reason.', ['reason']),

    queueDepth: gauge('sotto_queue_depth', 'Jobs in the work queue, by state.', ['state']),
    messages: gauge('sotto_messages', 'Messages in the store by status, over all tenants.', ['status']),

    queueAgeSeconds: gauge(
      'sotto_queue_age_seconds',
      'Since when the oldest job of the work queue waits; 0: none does.',
    ),
    workers: gauge('sotto_workers', 'Worker processes that are connected to the work queue.'),
    outboxDevices: gauge(
      'sotto_outbox_devices',
      'Connected devices that something waits to be sent to, over all tenants.',
      ['partition'],
    ),
    outboxAgeSeconds: gauge('sotto_outbox_age_seconds', 'Since when the first of them waits; 0: none does.', [
      'partition',
    ]),
    clocks: gauge('sotto_clocks', 'Clocks that run: deliver_by, ack_by, leases, backoffs, deferrals.', ['partition']),
    clocksLateSeconds: gauge('sotto_clocks_late_seconds', 'How long ago the first of them ended; 0: none has.', [
      'partition',
    ]),
    devicesOnline: gauge('sotto_devices_online', 'Devices with a live channel on any node, over all tenants.'),
    observedMessages: counter(
      'sotto_observed_messages_total',
      'Messages that were submitted, sent, received, … in the deployment, as a worker counts them in the logs: the same on every node.',
      ['what'],
    ),
    endedBadly: counter(
      'sotto_ended_badly_total',
      "Messages that ended badly, by the server's word; what devices say in words of their own is OTHER. The same on every node.",
      ['status', 'reason'],
    ),
    legSeconds: createSharedHistogram(registry, {
      name: 'sotto_leg_seconds',
      help: 'How long the legs of messages took: submit_sent, sent_received, received_result, submit_result. The same on every node.',
      label: 'leg',
      bounds: quantileBounds,
    }),

    canaryAgeSeconds: gauge('sotto_canary_age_seconds', 'Since the last canary came through everything [B6].'),
    ready: gauge('sotto_ready', '1 while this node is ready.'),
  }
}
