// Original file: proto/sotto/v1/observe.proto

import type { Status as _sotto_v1_Status, Status__Output as _sotto_v1_Status__Output } from '../../sotto/v1/Status.ts';
import type { Long } from '@grpc/proto-loader';

export interface ReasonCount {
  'status'?: (_sotto_v1_Status);
  /**
   * The server's word, or the device's outcome code.
   */
  'reason'?: (string);
  'count'?: (number | string | Long);
}

export interface ReasonCount__Output {
  'status': (_sotto_v1_Status__Output);
  /**
   * The server's word, or the device's outcome code.
   */
  'reason': (string);
  'count': (number);
}
