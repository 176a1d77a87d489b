// Original file: proto/sotto/v1/observe.proto

import type { Long } from '@grpc/proto-loader';

export interface PartitionBacklog {
  'partition'?: (number);
  'readyDevices'?: (number);
  'readySince'?: (number | string | Long);
  /**
   * Clocks that run, of messages and commands, and when the first of them ends.
   */
  'clocks'?: (number | string | Long);
  'nextDueAt'?: (number | string | Long);
  /**
   * The newest event of the log.
   */
  'tailSeq'?: (number | string | Long);
}

export interface PartitionBacklog__Output {
  'partition': (number);
  'readyDevices': (number);
  'readySince': (number);
  /**
   * Clocks that run, of messages and commands, and when the first of them ends.
   */
  'clocks': (number);
  'nextDueAt': (number);
  /**
   * The newest event of the log.
   */
  'tailSeq': (number);
}
