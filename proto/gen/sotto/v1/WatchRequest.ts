// Original file: proto/sotto/v1/observe.proto

import type { Topic as _sotto_v1_Topic, Topic__Output as _sotto_v1_Topic__Output } from '../../sotto/v1/Topic.ts';
import type { Start as _sotto_v1_Start, Start__Output as _sotto_v1_Start__Output } from '../../sotto/v1/Start.ts';
import type { Filter as _sotto_v1_Filter, Filter__Output as _sotto_v1_Filter__Output } from '../../sotto/v1/Filter.ts';
import type { ListDevicesRequest as _sotto_v1_ListDevicesRequest, ListDevicesRequest__Output as _sotto_v1_ListDevicesRequest__Output } from '../../sotto/v1/ListDevicesRequest.ts';

export interface WatchRequest {
  /**
   * At least one, each once.
   */
  'topics'?: (_sotto_v1_Topic)[];
  /**
   * Between two frames of figures: 1,000–60,000, default 2,000. Events come as they happen, in at most five frames a second.
   */
  'intervalMs'?: (number);
  /**
   * OVERVIEW: how far back the first frame's samples go, at most 3,600.
   */
  'historySeconds'?: (number);
  /**
   * EVENTS: where to begin, by default at the end, and which.
   */
  'start'?: (_sotto_v1_Start | null);
  'filter'?: (_sotto_v1_Filter | null);
  /**
   * EVENTS: when more than 2,000 events behind, go on at the end, and say how many were skipped.
   */
  'skipWhenBehind'?: (boolean);
  /**
   * DEVICES: the page that is looked at, as ListDevices is asked for it.
   */
  'devices'?: (_sotto_v1_ListDevicesRequest | null);
}

export interface WatchRequest__Output {
  /**
   * At least one, each once.
   */
  'topics': (_sotto_v1_Topic__Output)[];
  /**
   * Between two frames of figures: 1,000–60,000, default 2,000. Events come as they happen, in at most five frames a second.
   */
  'intervalMs': (number);
  /**
   * OVERVIEW: how far back the first frame's samples go, at most 3,600.
   */
  'historySeconds': (number);
  /**
   * EVENTS: where to begin, by default at the end, and which.
   */
  'start': (_sotto_v1_Start__Output | null);
  'filter': (_sotto_v1_Filter__Output | null);
  /**
   * EVENTS: when more than 2,000 events behind, go on at the end, and say how many were skipped.
   */
  'skipWhenBehind': (boolean);
  /**
   * DEVICES: the page that is looked at, as ListDevices is asked for it.
   */
  'devices': (_sotto_v1_ListDevicesRequest__Output | null);
}
