// Original file: proto/sotto/v1/search.proto

import type { Looked as _sotto_v1_Looked, Looked__Output as _sotto_v1_Looked__Output } from '../../sotto/v1/Looked.ts';

export interface CountMessagesResponse {
  /**
   * In this step.
   */
  'count'?: (number);
  /**
   * Empty: all were counted.
   */
  'nextPageToken'?: (string);
  'looked'?: (_sotto_v1_Looked | null);
}

export interface CountMessagesResponse__Output {
  /**
   * In this step.
   */
  'count': (number);
  /**
   * Empty: all were counted.
   */
  'nextPageToken': (string);
  'looked': (_sotto_v1_Looked__Output | null);
}
