/**
 * For each alert of deploy/alerts.yaml: series that must make it fire at that minute, and series like them that must not.
 * In promtool's notation, a value each 15 s: `0+5x40` begins with 0 and grows by 5, 40 times; `_x8` is eight times nothing.
 */
export type Case = { at: string; fires: Record<string, string>; quiet: Record<string, string> }

const OBSERVED = (what: string) => `sotto_observed_messages_total{job="sotto",what="${what}"}`
const RECEIPTS = (le: string) => `sotto_leg_seconds_bucket{job="sotto",leg="sent_received",le="${le}"}`
const SUBMITS = (le: string) => `sotto_api_call_seconds_bucket{job="sotto",method="CommandService/Submit",le="${le}"}`

export const CASES: Record<string, Case> = {
  SottoDown: { at: '3m', fires: { 'up{job="sotto"}': '1 0x20' }, quiet: { 'up{job="sotto"}': '0 1x20' } },
  SottoNotReady: {
    at: '3m',
    fires: { sotto_ready: '1 0x20' },
    quiet: { sotto_ready: '1x6 0 0 1x20' },
  },
  SottoStoreFull: {
    at: '6m',
    fires: { 'sotto_api_calls_total{outcome="STORE_FULL"}': '_x20 1x20' },
    quiet: { 'sotto_api_calls_total{outcome="STORE_FULL"}': '5x40' },
  },
  SottoStoreErrors: {
    at: '8m',
    fires: { 'sotto_store_errors_total{call="report"}': '0+3x60' },
    quiet: { 'sotto_store_errors_total{call="report"}': '0+1x10 10x50' },
  },
  SottoCallsFail: {
    at: '12m',
    fires: {
      'sotto_api_calls_total{outcome="ok"}': '0+90x80',
      'sotto_api_calls_total{outcome="INTERNAL"}': '0+2x80',
    },
    quiet: {
      'sotto_api_calls_total{outcome="ok"}': '0+900x80',
      'sotto_api_calls_total{outcome="INTERNAL"}': '0+2x80',
      'sotto_api_calls_total{outcome="UNKNOWN_DEVICE"}': '0+200x80',
    },
  },
  SottoSubmitSlow: {
    at: '12m',
    fires: { [SUBMITS('0.5')]: '0+90x80', [SUBMITS('1')]: '0+100x80', [SUBMITS('+Inf')]: '0+100x80' },
    quiet: { [SUBMITS('0.5')]: '0+100x80', [SUBMITS('1')]: '0+100x80', [SUBMITS('+Inf')]: '0+100x80' },
  },
  SottoWorkWaits: {
    at: '5m',
    fires: { 'sotto_queue_depth{state="waiting"}': '150x40' },
    quiet: { 'sotto_queue_depth{state="waiting"}': '150x4 0x40', 'sotto_queue_depth{state="completed"}': '1000x40' },
  },
  SottoNoWorker: { at: '4m', fires: { sotto_workers: '2 0x30' }, quiet: { sotto_workers: '2 0x3 1x30' } },
  SottoOutboxWaits: {
    at: '6m',
    fires: { 'sotto_outbox_age_seconds{partition="3"}': '20+15x40', 'sotto_outbox_age_seconds{partition="1"}': '0x40' },
    quiet: { 'sotto_outbox_age_seconds{partition="3"}': '20x6 0x40' },
  },
  SottoClocksLate: {
    at: '8m',
    fires: { 'sotto_clocks_late_seconds{partition="0"}': '0+15x60' },
    quiet: { 'sotto_clocks_late_seconds{partition="0"}': '1x60' },
  },
  SottoReceiptsSlow: {
    at: '25m',
    fires: { [RECEIPTS('5')]: '0+90x120', [RECEIPTS('10')]: '0+100x120', [RECEIPTS('+Inf')]: '0+100x120' },
    quiet: { [RECEIPTS('5')]: '0+100x120', [RECEIPTS('10')]: '0+100x120', [RECEIPTS('+Inf')]: '0+100x120' },
  },
  SottoManyRetries: {
    at: '25m',
    fires: { [OBSERVED('sent')]: '0+10x120', [OBSERVED('retried')]: '0+2x120' },
    quiet: { [OBSERVED('sent')]: '0+100x120', [OBSERVED('retried')]: '0+2x120' },
  },
  SottoMessagesFail: {
    at: '25m',
    fires: { [OBSERVED('succeeded')]: '0+3x120', [OBSERVED('ended_badly')]: '0+1x120' },
    quiet: { [OBSERVED('succeeded')]: '0+9x120', [OBSERVED('ended_badly')]: '0+1x120' },
  },
  SottoDevicesGone: {
    at: '18m',
    fires: { 'sotto_channels{wire="socketio"}': '100x50 10x60' },
    quiet: { 'sotto_channels{wire="socketio"}': '100x50 80x60', 'sotto_channels{wire="grpc"}': '10x50 1x60' },
  },
  SottoNodeFull: {
    at: '12m',
    fires: { 'sotto_channel_closes_total{reason="OVERLOADED"}': '0+1x80' },
    quiet: { 'sotto_channel_closes_total{reason="SHUTTING_DOWN"}': '0+1x80' },
  },
  SottoTwinDevices: {
    at: '25m',
    fires: { 'sotto_channel_closes_total{reason="REPLACED"}': '0+30x120' },
    quiet: { 'sotto_channel_closes_total{reason="REPLACED"}': '0+3x120' },
  },
  SottoSubscriberBehind: {
    at: '15m',
    fires: { sotto_hook_lag_events: '20000x80' },
    quiet: { sotto_hook_lag_events: '20000x30 10x80' },
  },
  SottoSubscriberParked: {
    at: '20m',
    fires: { sotto_hook_streams_parked: '1x100', sotto_hook_lag_events: '5x100' },
    quiet: { sotto_hook_streams_parked: '1x100', sotto_hook_lag_events: '0x100' },
  },
  SottoEventsLost: {
    at: '20m',
    fires: { 'sotto_hook_gaps_total{reason="REASON_TRIMMED"}': '_x60 1x60' },
    quiet: { 'sotto_hook_gaps_total{reason="REASON_TRIMMED"}': '3x100' },
  },
  SottoKeysRefused: {
    at: '20m',
    fires: { 'sotto_refused_input_total{door="grpc",reason="UNAUTHENTICATED"}': '0+30x100' },
    quiet: {
      'sotto_refused_input_total{door="grpc",reason="UNAUTHENTICATED"}': '0+3x100',
      'sotto_refused_input_total{door="grpc",reason="UNKNOWN_DEVICE"}': '0+300x100',
    },
  },
  SottoProcessBusy: {
    at: '8m',
    fires: { 'nodejs_eventloop_lag_p99_seconds{job="sotto"}': '0.4x60' },
    quiet: { 'nodejs_eventloop_lag_p99_seconds{job="sotto"}': '0.02x60' },
  },
}
