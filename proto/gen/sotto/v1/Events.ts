// Original file: proto/sotto/v1/hook.proto

import type { HookEvent as _sotto_v1_HookEvent, HookEvent__Output as _sotto_v1_HookEvent__Output } from '../../sotto/v1/HookEvent.ts';
import type { Long } from '@grpc/proto-loader';

export interface Events {
  'events'?: (_sotto_v1_HookEvent)[];
  'partition'?: (number);
  /**
   * The log's epoch, 16 hex digits.
   */
  'epoch'?: (string);
  /**
   * Sequence numbers of the events, run-length: start and count pairs. Gaps between runs were filtered out.
   */
  'runs'?: (number | string | Long)[];
  /**
   * [H2] Store it with your own data.
   */
  'cursor'?: (string);
}

export interface Events__Output {
  'events': (_sotto_v1_HookEvent__Output)[];
  'partition': (number);
  /**
   * The log's epoch, 16 hex digits.
   */
  'epoch': (string);
  /**
   * Sequence numbers of the events, run-length: start and count pairs. Gaps between runs were filtered out.
   */
  'runs': (number)[];
  /**
   * [H2] Store it with your own data.
   */
  'cursor': (string);
}
