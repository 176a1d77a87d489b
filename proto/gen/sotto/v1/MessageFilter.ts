// Original file: proto/sotto/v1/search.proto

import type { Status as _sotto_v1_Status, Status__Output as _sotto_v1_Status__Output } from '../../sotto/v1/Status.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * All that are given must hold. None: every message of the tenant.
 */
export interface MessageFilter {
  /**
   * Of a message or of a command.
   */
  'id'?: (string);
  'deviceId'?: (string);
  'action'?: (string);
  /**
   * Any of these. Only open ones, or only failed, rejected, expired and timed_out ones: found by an index. Others: by command,
   * device or time.
   */
  'statuses'?: (_sotto_v1_Status)[];
  /**
   * The server's word (UNDELIVERED, ATTEMPTS_EXHAUSTED, …) or the device's outcome code.
   */
  'reason'?: (string);
  /**
   * Accepted at or after, and before this. Zero: no bound.
   */
  'fromAt'?: (number | string | Long);
  'toAt'?: (number | string | Long);
  /**
   * The identifier of the key that submitted it.
   */
  'actor'?: (string);
  /**
   * Of a submit in the last 24 h, by any key of the tenant.
   */
  'idempotencyKey'?: (string);
}

/**
 * All that are given must hold. None: every message of the tenant.
 */
export interface MessageFilter__Output {
  /**
   * Of a message or of a command.
   */
  'id': (string);
  'deviceId': (string);
  'action': (string);
  /**
   * Any of these. Only open ones, or only failed, rejected, expired and timed_out ones: found by an index. Others: by command,
   * device or time.
   */
  'statuses': (_sotto_v1_Status__Output)[];
  /**
   * The server's word (UNDELIVERED, ATTEMPTS_EXHAUSTED, …) or the device's outcome code.
   */
  'reason': (string);
  /**
   * Accepted at or after, and before this. Zero: no bound.
   */
  'fromAt': (number);
  'toAt': (number);
  /**
   * The identifier of the key that submitted it.
   */
  'actor': (string);
  /**
   * Of a submit in the last 24 h, by any key of the tenant.
   */
  'idempotencyKey': (string);
}
