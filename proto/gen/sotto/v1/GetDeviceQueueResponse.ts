// Original file: proto/sotto/v1/search.proto

import type { FoundMessage as _sotto_v1_FoundMessage, FoundMessage__Output as _sotto_v1_FoundMessage__Output } from '../../sotto/v1/FoundMessage.ts';

export interface GetDeviceQueueResponse {
  /**
   * Sent, received, running, deferred or canceling.
   */
  'underWay'?: (_sotto_v1_FoundMessage)[];
  /**
   * In the order they will be sent.
   */
  'waiting'?: (_sotto_v1_FoundMessage)[];
  /**
   * Messages that are not final, whether they are in this answer or not.
   */
  'open'?: (number);
}

export interface GetDeviceQueueResponse__Output {
  /**
   * Sent, received, running, deferred or canceling.
   */
  'underWay': (_sotto_v1_FoundMessage__Output)[];
  /**
   * In the order they will be sent.
   */
  'waiting': (_sotto_v1_FoundMessage__Output)[];
  /**
   * Messages that are not final, whether they are in this answer or not.
   */
  'open': (number);
}
