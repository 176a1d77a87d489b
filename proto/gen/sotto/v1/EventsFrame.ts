// Original file: proto/sotto/v1/observe.proto

import type { HookEvent as _sotto_v1_HookEvent, HookEvent__Output as _sotto_v1_HookEvent__Output } from '../../sotto/v1/HookEvent.ts';
import type { Gap as _sotto_v1_Gap, Gap__Output as _sotto_v1_Gap__Output } from '../../sotto/v1/Gap.ts';
import type { Long } from '@grpc/proto-loader';

export interface EventsFrame {
  /**
   * At most 500.
   */
  'events'?: (_sotto_v1_HookEvent)[];
  /**
   * [H2] Go on here after a lost connection: start.cursor.
   */
  'cursor'?: (string);
  /**
   * [H3]
   */
  'gaps'?: (_sotto_v1_Gap)[];
  'skipped'?: (number | string | Long);
}

export interface EventsFrame__Output {
  /**
   * At most 500.
   */
  'events': (_sotto_v1_HookEvent__Output)[];
  /**
   * [H2] Go on here after a lost connection: start.cursor.
   */
  'cursor': (string);
  /**
   * [H3]
   */
  'gaps': (_sotto_v1_Gap__Output)[];
  'skipped': (number);
}
