// Original file: proto/sotto/v1/search.proto

import type { MessageFilter as _sotto_v1_MessageFilter, MessageFilter__Output as _sotto_v1_MessageFilter__Output } from '../../sotto/v1/MessageFilter.ts';

export interface CountMessagesRequest {
  'filter'?: (_sotto_v1_MessageFilter | null);
  'pageToken'?: (string);
}

export interface CountMessagesRequest__Output {
  'filter': (_sotto_v1_MessageFilter__Output | null);
  'pageToken': (string);
}
