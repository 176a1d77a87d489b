// Original file: proto/sotto/v1/observe.proto

import type { Long } from '@grpc/proto-loader';

export interface HookFigures {
  'streams'?: (number);
  'parked'?: (number);
  /**
   * Of the slowest.
   */
  'lagEvents'?: (number | string | Long);
  'lagMs'?: (number | string | Long);
  /**
   * Named subscriptions that nobody reads now, and how far the last of them is behind.
   */
  'idleSubscriptions'?: (number);
  'idleLagEvents'?: (number | string | Long);
}

export interface HookFigures__Output {
  'streams': (number);
  'parked': (number);
  /**
   * Of the slowest.
   */
  'lagEvents': (number);
  'lagMs': (number);
  /**
   * Named subscriptions that nobody reads now, and how far the last of them is behind.
   */
  'idleSubscriptions': (number);
  'idleLagEvents': (number);
}
