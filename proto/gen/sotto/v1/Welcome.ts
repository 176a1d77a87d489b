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
   * A channel without a byte for this long is dead, on both sides.
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
   * A channel without a byte for this long is dead, on both sides.
   */
  'heartbeatSeconds': (number);
  /**
   * [M10] Unreceipted messages on this channel at a time.
   */
  'window': (number);
}
