// Original file: proto/sotto/v1/hook.proto

import type { EventKind as _sotto_v1_EventKind, EventKind__Output as _sotto_v1_EventKind__Output } from '../../sotto/v1/EventKind.ts';

/**
 * [H7] All given must hold; within one field any value will do.
 */
export interface Filter {
  'kinds'?: (_sotto_v1_EventKind)[];
  'actions'?: (string)[];
  'devices'?: (string)[];
  'tags'?: (string)[];
  /**
   * Only with the scope hooks:all; else it is the caller's own.
   */
  'applications'?: (string)[];
}

/**
 * [H7] All given must hold; within one field any value will do.
 */
export interface Filter__Output {
  'kinds': (_sotto_v1_EventKind__Output)[];
  'actions': (string)[];
  'devices': (string)[];
  'tags': (string)[];
  /**
   * Only with the scope hooks:all; else it is the caller's own.
   */
  'applications': (string)[];
}
