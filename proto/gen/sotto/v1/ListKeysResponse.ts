// Original file: proto/sotto/v1/access.proto

import type { Key as _sotto_v1_Key, Key__Output as _sotto_v1_Key__Output } from '../../sotto/v1/Key.ts';

export interface ListKeysResponse {
  'keys'?: (_sotto_v1_Key)[];
}

export interface ListKeysResponse__Output {
  'keys': (_sotto_v1_Key__Output)[];
}
