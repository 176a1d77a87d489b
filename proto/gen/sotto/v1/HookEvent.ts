// Original file: proto/sotto/v1/hook.proto

import type { EventKind as _sotto_v1_EventKind, EventKind__Output as _sotto_v1_EventKind__Output } from '../../sotto/v1/EventKind.ts';
import type { Long } from '@grpc/proto-loader';

export interface HookEvent {
  /**
   * [H1] message_id + ":" + transition, the same on every repeat.
   */
  'eventId'?: (string);
  'kind'?: (_sotto_v1_EventKind);
  'messageId'?: (string);
  'commandId'?: (string);
  'deviceId'?: (string);
  'action'?: (string);
  'applications'?: (string)[];
  'tags'?: (string)[];
  'occurredAt'?: (number | string | Long);
  'attempt'?: (number);
  /**
   * From the receipt on.
   */
  'sessionId'?: (string);
  /**
   * RECEIVED: what the device says it has [H8].
   */
  'content'?: (string);
  'contentSha256'?: (string);
  /**
   * RECEIVED: the hash is that of what was composed.
   */
  'contentVerified'?: (boolean);
  'progressPercent'?: (number);
  'progressNote'?: (string);
  /**
   * SUCCEEDED, FAILED, REJECTED, CORRECTED: what the device said.
   */
  'outcomeCode'?: (string);
  'outcomeDetail'?: (string);
  'outcomeOutput'?: (string);
  'late'?: (boolean);
  /**
   * Why, where it needs a word: NO_RECEIPT, LEASE_ENDED, the device's reason for a deferral, …
   */
  'reason'?: (string);
  /**
   * DEFERRED, and REQUEUED with a backoff: when it goes on.
   */
  'nextAt'?: (number | string | Long);
  /**
   * CORRECTED: the status it has now, by its name in lower case.
   */
  'status'?: (string);
  /**
   * [A6] W3C trace context of the command. Empty: nobody traces.
   */
  'traceparent'?: (string);
  /**
   * [A6] What the caller's tracing systems carry with it, as it came; at most 512 characters. Empty: nothing.
   */
  'tracestate'?: (string);
}

export interface HookEvent__Output {
  /**
   * [H1] message_id + ":" + transition, the same on every repeat.
   */
  'eventId': (string);
  'kind': (_sotto_v1_EventKind__Output);
  'messageId': (string);
  'commandId': (string);
  'deviceId': (string);
  'action': (string);
  'applications': (string)[];
  'tags': (string)[];
  'occurredAt': (number);
  'attempt': (number);
  /**
   * From the receipt on.
   */
  'sessionId': (string);
  /**
   * RECEIVED: what the device says it has [H8].
   */
  'content': (string);
  'contentSha256': (string);
  /**
   * RECEIVED: the hash is that of what was composed.
   */
  'contentVerified': (boolean);
  'progressPercent': (number);
  'progressNote': (string);
  /**
   * SUCCEEDED, FAILED, REJECTED, CORRECTED: what the device said.
   */
  'outcomeCode': (string);
  'outcomeDetail': (string);
  'outcomeOutput': (string);
  'late': (boolean);
  /**
   * Why, where it needs a word: NO_RECEIPT, LEASE_ENDED, the device's reason for a deferral, …
   */
  'reason': (string);
  /**
   * DEFERRED, and REQUEUED with a backoff: when it goes on.
   */
  'nextAt': (number);
  /**
   * CORRECTED: the status it has now, by its name in lower case.
   */
  'status': (string);
  /**
   * [A6] W3C trace context of the command. Empty: nobody traces.
   */
  'traceparent': (string);
  /**
   * [A6] What the caller's tracing systems carry with it, as it came; at most 512 characters. Empty: nothing.
   */
  'tracestate': (string);
}
