// Original file: proto/sotto/v1/observe.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A subscriber that is connected; up to 5 s old.
 */
export interface HookStream {
  'node'?: (string);
  'application'?: (string);
  /**
   * Empty: the subscriber keeps its cursor itself.
   */
  'subscription'?: (string);
  'member'?: (string);
  'partitions'?: (number)[];
  /**
   * [H5] It waits for a grant, or for its peer.
   */
  'parked'?: (boolean);
  'lagEvents'?: (number | string | Long);
  'lagMs'?: (number | string | Long);
  'since'?: (number | string | Long);
  'sentEvents'?: (number | string | Long);
}

/**
 * A subscriber that is connected; up to 5 s old.
 */
export interface HookStream__Output {
  'node': (string);
  'application': (string);
  /**
   * Empty: the subscriber keeps its cursor itself.
   */
  'subscription': (string);
  'member': (string);
  'partitions': (number)[];
  /**
   * [H5] It waits for a grant, or for its peer.
   */
  'parked': (boolean);
  'lagEvents': (number);
  'lagMs': (number);
  'since': (number);
  'sentEvents': (number);
}
