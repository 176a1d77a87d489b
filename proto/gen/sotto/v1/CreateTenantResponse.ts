// Original file: proto/sotto/v1/access.proto

import type { Key as _sotto_v1_Key, Key__Output as _sotto_v1_Key__Output } from '../../sotto/v1/Key.ts';

export interface CreateTenantResponse {
  'key'?: (_sotto_v1_Key | null);
  'secret'?: (string);
}

export interface CreateTenantResponse__Output {
  'key': (_sotto_v1_Key__Output | null);
  'secret': (string);
}
