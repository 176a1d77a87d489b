// Original file: proto/sotto/v1/search.proto

import type { MessageFilter as _sotto_v1_MessageFilter, MessageFilter__Output as _sotto_v1_MessageFilter__Output } from '../../sotto/v1/MessageFilter.ts';

export interface SearchMessagesRequest {
  'filter'?: (_sotto_v1_MessageFilter | null);
  /**
   * 1–500, default 100.
   */
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface SearchMessagesRequest__Output {
  'filter': (_sotto_v1_MessageFilter__Output | null);
  /**
   * 1–500, default 100.
   */
  'pageSize': (number);
  'pageToken': (string);
}
