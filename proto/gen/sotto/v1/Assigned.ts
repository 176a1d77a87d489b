// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

/**
 * [H6] The partitions this member reads from now on.
 */
export interface Assigned {
  'partitions'?: (number)[];
  'generation'?: (number | string | Long);
}

/**
 * [H6] The partitions this member reads from now on.
 */
export interface Assigned__Output {
  'partitions': (number)[];
  'generation': (number);
}
