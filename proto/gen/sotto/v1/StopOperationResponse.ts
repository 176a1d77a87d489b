// Original file: proto/sotto/v1/operate.proto

import type { Operation as _sotto_v1_Operation, Operation__Output as _sotto_v1_Operation__Output } from '../../sotto/v1/Operation.ts';

export interface StopOperationResponse {
  'operation'?: (_sotto_v1_Operation | null);
}

export interface StopOperationResponse__Output {
  'operation': (_sotto_v1_Operation__Output | null);
}
