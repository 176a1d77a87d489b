// Original file: proto/sotto/v1/device.proto

import type { Status as _sotto_v1_Status, Status__Output as _sotto_v1_Status__Output } from '../../sotto/v1/Status.ts';
import type { Outcome as _sotto_v1_Outcome, Outcome__Output as _sotto_v1_Outcome__Output } from '../../sotto/v1/Outcome.ts';

/**
 * [D2] Sent again until accepted.
 */
export interface Result {
  'messageId'?: (string);
  'sessionId'?: (string);
  /**
   * SUCCEEDED, FAILED or REJECTED.
   */
  'status'?: (_sotto_v1_Status);
  'outcome'?: (_sotto_v1_Outcome | null);
  /**
   * With this the result is its own receipt: both in one frame, when the handler ended at once.
   */
  'contentSha256'?: (string);
  /**
   * [A6] As it came, or of the device's own span below it. May be left out.
   */
  'traceparent'?: (string);
}

/**
 * [D2] Sent again until accepted.
 */
export interface Result__Output {
  'messageId': (string);
  'sessionId': (string);
  /**
   * SUCCEEDED, FAILED or REJECTED.
   */
  'status': (_sotto_v1_Status__Output);
  'outcome': (_sotto_v1_Outcome__Output | null);
  /**
   * With this the result is its own receipt: both in one frame, when the handler ended at once.
   */
  'contentSha256': (string);
  /**
   * [A6] As it came, or of the device's own span below it. May be left out.
   */
  'traceparent': (string);
}
