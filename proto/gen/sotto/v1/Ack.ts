// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

/**
 * [H6] All up to this cursor is done.
 */
export interface Ack {
  'cursor'?: (string);
  'requestId'?: (number | string | Long);
}

/**
 * [H6] All up to this cursor is done.
 */
export interface Ack__Output {
  'cursor': (string);
  'requestId': (number);
}
