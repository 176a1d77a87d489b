// Original file: proto/sotto/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface CreateEnrollmentResponse {
  /**
   * Shown once; only its hash is kept.
   */
  'token'?: (string);
  'expiresAt'?: (number | string | Long);
}

export interface CreateEnrollmentResponse__Output {
  /**
   * Shown once; only its hash is kept.
   */
  'token': (string);
  'expiresAt': (number);
}
