// Original file: proto/sotto/v1/observe.proto

import type { Long } from '@grpc/proto-loader';

export interface ListAuditRequest {
  /**
   * All that are given must hold.
   */
  'actor'?: (string);
  /**
   * The beginning of a word: "key." finds key.create and key.revoke.
   */
  'what'?: (string);
  'about'?: (string);
  /**
   * done, or a code of the error registry. REFUSED: all but done.
   */
  'outcome'?: (string);
  'fromAt'?: (number | string | Long);
  'toAt'?: (number | string | Long);
  /**
   * 1–1,000, default 100.
   */
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListAuditRequest__Output {
  /**
   * All that are given must hold.
   */
  'actor': (string);
  /**
   * The beginning of a word: "key." finds key.create and key.revoke.
   */
  'what': (string);
  'about': (string);
  /**
   * done, or a code of the error registry. REFUSED: all but done.
   */
  'outcome': (string);
  'fromAt': (number);
  'toAt': (number);
  /**
   * 1–1,000, default 100.
   */
  'pageSize': (number);
  'pageToken': (string);
}
