// Original file: proto/sotto/v1/observe.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A bound of the product: docs/operations.md says what happens there.
 */
export interface Limit {
  'name'?: (string);
  'value'?: (number | string | Long);
}

/**
 * A bound of the product: docs/operations.md says what happens there.
 */
export interface Limit__Output {
  'name': (string);
  'value': (number);
}
