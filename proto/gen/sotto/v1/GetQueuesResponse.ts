// Original file: proto/sotto/v1/observe.proto

import type { Queues as _sotto_v1_Queues, Queues__Output as _sotto_v1_Queues__Output } from '../../sotto/v1/Queues.ts';

export interface GetQueuesResponse {
  'queues'?: (_sotto_v1_Queues | null);
}

export interface GetQueuesResponse__Output {
  'queues': (_sotto_v1_Queues__Output | null);
}
