// Original file: proto/sotto/v1/observe.proto

import type { WorkQueue as _sotto_v1_WorkQueue, WorkQueue__Output as _sotto_v1_WorkQueue__Output } from '../../sotto/v1/WorkQueue.ts';
import type { PartitionBacklog as _sotto_v1_PartitionBacklog, PartitionBacklog__Output as _sotto_v1_PartitionBacklog__Output } from '../../sotto/v1/PartitionBacklog.ts';
import type { Long } from '@grpc/proto-loader';

export interface Queues {
  'at'?: (number | string | Long);
  'work'?: (_sotto_v1_WorkQueue)[];
  /**
   * The outboxes by partition. With more than 64 tenants: empty.
   */
  'partitions'?: (_sotto_v1_PartitionBacklog)[];
  'tenants'?: (number);
}

export interface Queues__Output {
  'at': (number);
  'work': (_sotto_v1_WorkQueue__Output)[];
  /**
   * The outboxes by partition. With more than 64 tenants: empty.
   */
  'partitions': (_sotto_v1_PartitionBacklog__Output)[];
  'tenants': (number);
}
