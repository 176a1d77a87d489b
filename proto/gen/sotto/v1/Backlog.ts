// Original file: proto/sotto/v1/observe.proto

import type { PartitionBacklog as _sotto_v1_PartitionBacklog, PartitionBacklog__Output as _sotto_v1_PartitionBacklog__Output } from '../../sotto/v1/PartitionBacklog.ts';
import type { Long } from '@grpc/proto-loader';

export interface Backlog {
  /**
   * Messages that wait: for their device, their turn, or the end of a backoff.
   */
  'queued'?: (number | string | Long);
  /**
   * Devices that are online and have something to be sent. More than a few for more than a second: workers do not keep up.
   */
  'readyDevices'?: (number);
  /**
   * Since when the first of them waits. Zero: none does.
   */
  'readySince'?: (number | string | Long);
  'partitions'?: (_sotto_v1_PartitionBacklog)[];
}

export interface Backlog__Output {
  /**
   * Messages that wait: for their device, their turn, or the end of a backoff.
   */
  'queued': (number);
  /**
   * Devices that are online and have something to be sent. More than a few for more than a second: workers do not keep up.
   */
  'readyDevices': (number);
  /**
   * Since when the first of them waits. Zero: none does.
   */
  'readySince': (number);
  'partitions': (_sotto_v1_PartitionBacklog__Output)[];
}
