// Original file: proto/sotto/v1/search.proto

import type { Long } from '@grpc/proto-loader';

/**
 * How far a page looked.
 */
export interface Looked {
  /**
   * By what the messages were found, and so their order: ID; DEVICE and TIME: newest first; OPEN: latest deliver_by first;
   * ENDED_BADLY: last ended first.
   */
  'by'?: (string);
  /**
   * Messages that were read to find those.
   */
  'messages'?: (number);
  /**
   * TIME: all that was accepted at or after this was looked at. Zero where that is not the order.
   */
  'throughAt'?: (number | string | Long);
  /**
   * The page ended because it had done enough, not because it was full or at the end.
   */
  'stoppedEarly'?: (boolean);
}

/**
 * How far a page looked.
 */
export interface Looked__Output {
  /**
   * By what the messages were found, and so their order: ID; DEVICE and TIME: newest first; OPEN: latest deliver_by first;
   * ENDED_BADLY: last ended first.
   */
  'by': (string);
  /**
   * Messages that were read to find those.
   */
  'messages': (number);
  /**
   * TIME: all that was accepted at or after this was looked at. Zero where that is not the order.
   */
  'throughAt': (number);
  /**
   * The page ended because it had done enough, not because it was full or at the end.
   */
  'stoppedEarly': (boolean);
}
