// Original file: proto/sotto/v1/device.proto

import type { Hook as _sotto_v1_Hook, Hook__Output as _sotto_v1_Hook__Output } from '../../sotto/v1/Hook.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * One sending of one message.
 */
export interface Deliver {
  'messageId'?: (string);
  'commandId'?: (string);
  'deviceId'?: (string);
  'epoch'?: (number);
  'attempt'?: (number);
  'action'?: (string);
  /**
   * JSON text of the parameters, and the SHA-256 of its UTF-8 bytes in lower-case hex.
   */
  'content'?: (string);
  'contentSha256'?: (string);
  'hook'?: (_sotto_v1_Hook | null);
  /**
   * [D4] Not to be started after this time.
   */
  'deliverByAt'?: (number | string | Long);
  'leaseSeconds'?: (number);
  'completeBySeconds'?: (number);
  'concurrencyKey'?: (string);
  /**
   * [A6] W3C trace context. Empty: nobody traces.
   */
  'traceparent'?: (string);
  /**
   * [A6] What the caller's tracing systems carry with it, as it came; at most 512 characters. Empty: nothing.
   */
  'tracestate'?: (string);
}

/**
 * One sending of one message.
 */
export interface Deliver__Output {
  'messageId': (string);
  'commandId': (string);
  'deviceId': (string);
  'epoch': (number);
  'attempt': (number);
  'action': (string);
  /**
   * JSON text of the parameters, and the SHA-256 of its UTF-8 bytes in lower-case hex.
   */
  'content': (string);
  'contentSha256': (string);
  'hook': (_sotto_v1_Hook__Output | null);
  /**
   * [D4] Not to be started after this time.
   */
  'deliverByAt': (number);
  'leaseSeconds': (number);
  'completeBySeconds': (number);
  'concurrencyKey': (string);
  /**
   * [A6] W3C trace context. Empty: nobody traces.
   */
  'traceparent': (string);
  /**
   * [A6] What the caller's tracing systems carry with it, as it came; at most 512 characters. Empty: nothing.
   */
  'tracestate': (string);
}
