// Original file: proto/sotto/v1/search.proto

import type { View as _sotto_v1_View, View__Output as _sotto_v1_View__Output } from '../../sotto/v1/View.ts';

export interface PutViewRequest {
  /**
   * actor and saved_at are set by the server.
   */
  'view'?: (_sotto_v1_View | null);
}

export interface PutViewRequest__Output {
  /**
   * actor and saved_at are set by the server.
   */
  'view': (_sotto_v1_View__Output | null);
}
