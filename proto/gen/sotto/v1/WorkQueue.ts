// Original file: proto/sotto/v1/observe.proto

import type { Long } from '@grpc/proto-loader';

export interface WorkQueue {
  'name'?: (string);
  'paused'?: (boolean);
  /**
   * Jobs by state: waiting, active, delayed, failed, completed, …
   */
  'jobs'?: ({[key: string]: number | string | Long});
  /**
   * Of the first that waits. Zero: none does.
   */
  'oldestWaitingAt'?: (number | string | Long);
  /**
   * Worker processes that are connected.
   */
  'workers'?: (number);
  /**
   * Jobs a second, of the newest whole minute.
   */
  'completedPerSecond'?: (number | string);
  'failedPerSecond'?: (number | string);
}

export interface WorkQueue__Output {
  'name': (string);
  'paused': (boolean);
  /**
   * Jobs by state: waiting, active, delayed, failed, completed, …
   */
  'jobs': ({[key: string]: number});
  /**
   * Of the first that waits. Zero: none does.
   */
  'oldestWaitingAt': (number);
  /**
   * Worker processes that are connected.
   */
  'workers': (number);
  /**
   * Jobs a second, of the newest whole minute.
   */
  'completedPerSecond': (number);
  'failedPerSecond': (number);
}
