// Original file: proto/sotto/v1/observe.proto

import type { Status as _sotto_v1_Status, Status__Output as _sotto_v1_Status__Output } from '../../sotto/v1/Status.ts';
import type { Long } from '@grpc/proto-loader';

export interface StatusCount {
  'status'?: (_sotto_v1_Status);
  'count'?: (number | string | Long);
}

export interface StatusCount__Output {
  'status': (_sotto_v1_Status__Output);
  'count': (number);
}
