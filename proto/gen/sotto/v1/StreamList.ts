// Original file: proto/sotto/v1/observe.proto

import type { HookStream as _sotto_v1_HookStream, HookStream__Output as _sotto_v1_HookStream__Output } from '../../sotto/v1/HookStream.ts';

export interface StreamList {
  /**
   * At most 500.
   */
  'streams'?: (_sotto_v1_HookStream)[];
}

export interface StreamList__Output {
  /**
   * At most 500.
   */
  'streams': (_sotto_v1_HookStream__Output)[];
}
