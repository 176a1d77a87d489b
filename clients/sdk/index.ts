/** @sotto/sdk: for applications that ask devices to do something and follow what becomes of it. */
export type { Caller, Key, NewKey } from './access.ts'
export type { ConnectionOptions, TlsOptions } from './connection.ts'
export type { Draft } from './draft.ts'
export { EVENT_KINDS, type EventBatch, type EventGap, type EventKind, type HookEvent } from './event.ts'
export type { Action, Device, Enrollment } from './fleet.ts'
export type { JsonObject, JsonValue } from './json-struct.ts'
export { type Command, isFinal, type Message, STATUSES, type Status } from './message.ts'
export type {
  AuditEntry,
  AuditFilter,
  HookStreamInfo,
  ObserveFrame,
  ObserveOptions,
  Overview,
  Queues,
  Sample,
} from './observe.ts'
export {
  type Canceled,
  createSotto,
  type Explanation,
  type ListOptions,
  type Settled,
  type Sotto,
  type Submitted,
} from './sotto.ts'
export { type ClientReason, SottoError } from './sotto-error.ts'
export type { Subscription } from './subscriptions.ts'
export type { WaitOptions } from './wait.ts'
export type { Heartbeat, Watch, WatchFilter, WatchOptions, WatchStart } from './watch-options.ts'
