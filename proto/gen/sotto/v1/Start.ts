// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Where to begin. For a named subscription that exists, its stored floor wins; a cursor tells what this member has seen, so
 * that a gap is told where the log has lost some of it.
 */
export interface Start {
  /**
   * A cursor of an earlier frame.
   */
  'cursor'?: (string);
  /**
   * The first event at or after this time.
   */
  'time'?: (number | string | Long);
  /**
   * The oldest that is kept.
   */
  'earliest'?: (boolean);
  /**
   * Only what comes from now on. The default.
   */
  'latest'?: (boolean);
  'at'?: "cursor"|"time"|"earliest"|"latest";
}

/**
 * Where to begin. For a named subscription that exists, its stored floor wins; a cursor tells what this member has seen, so
 * that a gap is told where the log has lost some of it.
 */
export interface Start__Output {
  /**
   * A cursor of an earlier frame.
   */
  'cursor'?: (string);
  /**
   * The first event at or after this time.
   */
  'time'?: (number);
  /**
   * The oldest that is kept.
   */
  'earliest'?: (boolean);
  /**
   * Only what comes from now on. The default.
   */
  'latest'?: (boolean);
  'at'?: "cursor"|"time"|"earliest"|"latest";
}
