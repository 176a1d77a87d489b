// Original file: proto/sotto/v1/observe.proto

import type { Overview as _sotto_v1_Overview, Overview__Output as _sotto_v1_Overview__Output } from '../../sotto/v1/Overview.ts';
import type { Sample as _sotto_v1_Sample, Sample__Output as _sotto_v1_Sample__Output } from '../../sotto/v1/Sample.ts';
import type { EventsFrame as _sotto_v1_EventsFrame, EventsFrame__Output as _sotto_v1_EventsFrame__Output } from '../../sotto/v1/EventsFrame.ts';
import type { Queues as _sotto_v1_Queues, Queues__Output as _sotto_v1_Queues__Output } from '../../sotto/v1/Queues.ts';
import type { StreamList as _sotto_v1_StreamList, StreamList__Output as _sotto_v1_StreamList__Output } from '../../sotto/v1/StreamList.ts';
import type { Operation as _sotto_v1_Operation, Operation__Output as _sotto_v1_Operation__Output } from '../../sotto/v1/Operation.ts';
import type { ListSubscriptionsResponse as _sotto_v1_ListSubscriptionsResponse, ListSubscriptionsResponse__Output as _sotto_v1_ListSubscriptionsResponse__Output } from '../../sotto/v1/ListSubscriptionsResponse.ts';
import type { ListDevicesResponse as _sotto_v1_ListDevicesResponse, ListDevicesResponse__Output as _sotto_v1_ListDevicesResponse__Output } from '../../sotto/v1/ListDevicesResponse.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * What is new; a field that is not there has not changed. At least one a 10 s, if only with server_time.
 */
export interface WatchResponse {
  'serverTime'?: (number | string | Long);
  'overview'?: (_sotto_v1_Overview | null);
  /**
   * Those since the frame before.
   */
  'samples'?: (_sotto_v1_Sample)[];
  'events'?: (_sotto_v1_EventsFrame | null);
  'queues'?: (_sotto_v1_Queues | null);
  'streams'?: (_sotto_v1_StreamList | null);
  'operations'?: (_sotto_v1_Operation)[];
  'subscriptions'?: (_sotto_v1_ListSubscriptionsResponse | null);
  'devices'?: (_sotto_v1_ListDevicesResponse | null);
}

/**
 * What is new; a field that is not there has not changed. At least one a 10 s, if only with server_time.
 */
export interface WatchResponse__Output {
  'serverTime': (number);
  'overview': (_sotto_v1_Overview__Output | null);
  /**
   * Those since the frame before.
   */
  'samples': (_sotto_v1_Sample__Output)[];
  'events': (_sotto_v1_EventsFrame__Output | null);
  'queues': (_sotto_v1_Queues__Output | null);
  'streams': (_sotto_v1_StreamList__Output | null);
  'operations': (_sotto_v1_Operation__Output)[];
  'subscriptions': (_sotto_v1_ListSubscriptionsResponse__Output | null);
  'devices': (_sotto_v1_ListDevicesResponse__Output | null);
}
