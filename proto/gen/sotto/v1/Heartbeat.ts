// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

export interface Heartbeat {
  /**
   * [H2] Also when the filter let nothing through.
   */
  'cursor'?: (string);
  /**
   * [H5] Events between the cursor and the end of the log, before filtering.
   */
  'lagEvents'?: (number | string | Long);
  'lagMs'?: (number | string | Long);
  'grantedEventsLeft'?: (number | string | Long);
  'grantedBytesLeft'?: (number | string | Long);
  'serverTime'?: (number | string | Long);
  'parked'?: (boolean);
}

export interface Heartbeat__Output {
  /**
   * [H2] Also when the filter let nothing through.
   */
  'cursor': (string);
  /**
   * [H5] Events between the cursor and the end of the log, before filtering.
   */
  'lagEvents': (number);
  'lagMs': (number);
  'grantedEventsLeft': (number);
  'grantedBytesLeft': (number);
  'serverTime': (number);
  'parked': (boolean);
}
