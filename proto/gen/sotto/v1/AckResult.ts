// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

export interface AckResult {
  'requestId'?: (number | string | Long);
  /**
   * Empty: accepted. STALE_GENERATION: another member holds the partition now. BAD_CURSOR: it is no cursor of this tenant here.
   * NOT_FOUND: the stream has no subscription, or it was deleted. STORE_UNAVAILABLE: acknowledge this one or a later one again.
   */
  'refused'?: (string);
  'cursor'?: (string);
}

export interface AckResult__Output {
  'requestId': (number);
  /**
   * Empty: accepted. STALE_GENERATION: another member holds the partition now. BAD_CURSOR: it is no cursor of this tenant here.
   * NOT_FOUND: the stream has no subscription, or it was deleted. STORE_UNAVAILABLE: acknowledge this one or a later one again.
   */
  'refused': (string);
  'cursor': (string);
}
