// Original file: proto/sotto/v1/access.proto

import type { Key as _sotto_v1_Key, Key__Output as _sotto_v1_Key__Output } from '../../sotto/v1/Key.ts';

export interface CreateKeyResponse {
  'key'?: (_sotto_v1_Key | null);
  /**
   * Shown once; only its hash is kept.
   */
  'secret'?: (string);
}

export interface CreateKeyResponse__Output {
  'key': (_sotto_v1_Key__Output | null);
  /**
   * Shown once; only its hash is kept.
   */
  'secret': (string);
}
