// Original file: proto/sotto/v1/device.proto

import type { Long } from '@grpc/proto-loader';

/**
 * "Not now."
 */
export interface Defer {
  'messageId'?: (string);
  'sessionId'?: (string);
  'reason'?: (string);
  /**
   * Sent again at this time. Zero with a trigger: at deliver_by at the latest.
   */
  'untilAt'?: (number | string | Long);
  /**
   * The condition on the device that it waits for, in the agent's words.
   */
  'trigger'?: (string);
  /**
   * The condition holds now: send it again.
   */
  'ready'?: (boolean);
}

/**
 * "Not now."
 */
export interface Defer__Output {
  'messageId': (string);
  'sessionId': (string);
  'reason': (string);
  /**
   * Sent again at this time. Zero with a trigger: at deliver_by at the latest.
   */
  'untilAt': (number);
  /**
   * The condition on the device that it waits for, in the agent's words.
   */
  'trigger': (string);
  /**
   * The condition holds now: send it again.
   */
  'ready': (boolean);
}
