// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

export interface AckResult {
  'requestId'?: (number | string | Long);
  /**
   * Empty: accepted. STALE_GENERATION: another member holds the partition now.
   */
  'refused'?: (string);
  'cursor'?: (string);
}

export interface AckResult__Output {
  'requestId': (number);
  /**
   * Empty: accepted. STALE_GENERATION: another member holds the partition now.
   */
  'refused': (string);
  'cursor': (string);
}
