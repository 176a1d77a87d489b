// Original file: proto/sotto/v1/hook.proto

import type { Start as _sotto_v1_Start, Start__Output as _sotto_v1_Start__Output } from '../../sotto/v1/Start.ts';

export interface SeekRequest {
  'subscription'?: (string);
  'start'?: (_sotto_v1_Start | null);
}

export interface SeekRequest__Output {
  'subscription': (string);
  'start': (_sotto_v1_Start__Output | null);
}
