// Original file: proto/sotto/v1/operate.proto

import type { Operation as _sotto_v1_Operation, Operation__Output as _sotto_v1_Operation__Output } from '../../sotto/v1/Operation.ts';

export interface ListOperationsResponse {
  'operations'?: (_sotto_v1_Operation)[];
}

export interface ListOperationsResponse__Output {
  'operations': (_sotto_v1_Operation__Output)[];
}
