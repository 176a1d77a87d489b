// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

/**
 * [H4] Absolute totals since open: idempotent, never less than before.
 */
export interface Grant {
  'totalEvents'?: (number | string | Long);
  'totalBytes'?: (number | string | Long);
}

/**
 * [H4] Absolute totals since open: idempotent, never less than before.
 */
export interface Grant__Output {
  'totalEvents': (number);
  'totalBytes': (number);
}
