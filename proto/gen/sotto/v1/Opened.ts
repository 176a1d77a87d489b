// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

export interface Opened {
  'cursor'?: (string);
  'subscription'?: (string);
  /**
   * A fence for acknowledgements of a named subscription.
   */
  'generation'?: (number | string | Long);
  'partitions'?: (number);
}

export interface Opened__Output {
  'cursor': (string);
  'subscription': (string);
  /**
   * A fence for acknowledgements of a named subscription.
   */
  'generation': (number);
  'partitions': (number);
}
