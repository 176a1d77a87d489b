// Original file: proto/sotto/v1/hook.proto

import type { Start as _sotto_v1_Start, Start__Output as _sotto_v1_Start__Output } from '../../sotto/v1/Start.ts';
import type { Filter as _sotto_v1_Filter, Filter__Output as _sotto_v1_Filter__Output } from '../../sotto/v1/Filter.ts';
import type { Grant as _sotto_v1_Grant, Grant__Output as _sotto_v1_Grant__Output } from '../../sotto/v1/Grant.ts';

export interface Open {
  /**
   * [H6] A name: the server keeps the cursor. Empty: the caller does. ^[a-z0-9][a-z0-9._-]{0,63}$
   */
  'subscription'?: (string);
  /**
   * With a name: members share the partitions of the subscription. The same member takes over its own older stream.
   */
  'member'?: (string);
  'start'?: (_sotto_v1_Start | null);
  'filter'?: (_sotto_v1_Filter | null);
  /**
   * [H4] The first grant. Without one nothing is sent until a grant comes.
   */
  'grant'?: (_sotto_v1_Grant | null);
  /**
   * Milliseconds between heartbeats when idle: 1,000–60,000, default 10,000.
   */
  'heartbeatMs'?: (number);
}

export interface Open__Output {
  /**
   * [H6] A name: the server keeps the cursor. Empty: the caller does. ^[a-z0-9][a-z0-9._-]{0,63}$
   */
  'subscription': (string);
  /**
   * With a name: members share the partitions of the subscription. The same member takes over its own older stream.
   */
  'member': (string);
  'start': (_sotto_v1_Start__Output | null);
  'filter': (_sotto_v1_Filter__Output | null);
  /**
   * [H4] The first grant. Without one nothing is sent until a grant comes.
   */
  'grant': (_sotto_v1_Grant__Output | null);
  /**
   * Milliseconds between heartbeats when idle: 1,000–60,000, default 10,000.
   */
  'heartbeatMs': (number);
}
