// Original file: proto/sotto/v1/search.proto

import type { FoundMessage as _sotto_v1_FoundMessage, FoundMessage__Output as _sotto_v1_FoundMessage__Output } from '../../sotto/v1/FoundMessage.ts';
import type { Looked as _sotto_v1_Looked, Looked__Output as _sotto_v1_Looked__Output } from '../../sotto/v1/Looked.ts';

export interface SearchMessagesResponse {
  'messages'?: (_sotto_v1_FoundMessage)[];
  /**
   * Empty: no more. A page may hold fewer than page_size, or none, and still have a next one.
   */
  'nextPageToken'?: (string);
  'looked'?: (_sotto_v1_Looked | null);
}

export interface SearchMessagesResponse__Output {
  'messages': (_sotto_v1_FoundMessage__Output)[];
  /**
   * Empty: no more. A page may hold fewer than page_size, or none, and still have a next one.
   */
  'nextPageToken': (string);
  'looked': (_sotto_v1_Looked__Output | null);
}
