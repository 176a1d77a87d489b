// Original file: proto/sotto/v1/search.proto

import type { Looked as _sotto_v1_Looked, Looked__Output as _sotto_v1_Looked__Output } from '../../sotto/v1/Looked.ts';
import type { Long } from '@grpc/proto-loader';

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
  /**
   * When the first step began; the same in each. Counted is what was accepted by then and, where only final statuses are asked
   * for, had ended by then. StartOperation takes it, and then acts on nothing else.
   */
  'countedAt'?: (number | string | Long);
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
  /**
   * When the first step began; the same in each. Counted is what was accepted by then and, where only final statuses are asked
   * for, had ended by then. StartOperation takes it, and then acts on nothing else.
   */
  'countedAt': (number);
}
