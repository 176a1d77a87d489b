// Original file: proto/sotto/v1/device.proto

import type { Long } from '@grpc/proto-loader';

export interface Welcome {
  /**
   * [S2] 128 random bits, base64url. Every receipt and result bears it.
   */
  'sessionId'?: (string);
  /**
   * The session presented in hello goes on.
   */
  'resumed'?: (boolean);
  'serverTime'?: (number | string | Long);
  /**
   * How often the server pings an idle channel. One that does not answer within its time-out (10 s by default) is dead.
   */
  'heartbeatSeconds'?: (number);
  /**
   * [M10] Unreceipted messages on this channel at a time.
   */
  'window'?: (number);
}

export interface Welcome__Output {
  /**
   * [S2] 128 random bits, base64url. Every receipt and result bears it.
   */
  'sessionId': (string);
  /**
   * The session presented in hello goes on.
   */
  'resumed': (boolean);
  'serverTime': (number);
  /**
   * How often the server pings an idle channel. One that does not answer within its time-out (10 s by default) is dead.
   */
  'heartbeatSeconds': (number);
  /**
   * [M10] Unreceipted messages on this channel at a time.
   */
  'window': (number);
}
