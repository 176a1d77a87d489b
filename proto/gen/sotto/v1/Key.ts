// Original file: proto/sotto/v1/access.proto

import type { Long } from '@grpc/proto-loader';

export interface Key {
  'keyId'?: (string);
  'application'?: (string);
  'scopes'?: (string)[];
  'createdAt'?: (number | string | Long);
  /**
   * Zero: never.
   */
  'expiresAt'?: (number | string | Long);
  'revoked'?: (boolean);
}

export interface Key__Output {
  'keyId': (string);
  'application': (string);
  'scopes': (string)[];
  'createdAt': (number);
  /**
   * Zero: never.
   */
  'expiresAt': (number);
  'revoked': (boolean);
}
