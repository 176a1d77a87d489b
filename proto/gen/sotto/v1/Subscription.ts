// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

export interface Subscription {
  'name'?: (string);
  'application'?: (string);
  'cursor'?: (string);
  'lagEvents'?: (number | string | Long);
  'members'?: (string)[];
  'generation'?: (number | string | Long);
  'ackedAt'?: (number | string | Long);
}

export interface Subscription__Output {
  'name': (string);
  'application': (string);
  'cursor': (string);
  'lagEvents': (number);
  'members': (string)[];
  'generation': (number);
  'ackedAt': (number);
}
