// Original file: proto/sotto/v1/hook.proto

import type { HookEvent as _sotto_v1_HookEvent, HookEvent__Output as _sotto_v1_HookEvent__Output } from '../../sotto/v1/HookEvent.ts';
import type { Gap as _sotto_v1_Gap, Gap__Output as _sotto_v1_Gap__Output } from '../../sotto/v1/Gap.ts';

export interface FetchResponse {
  'events'?: (_sotto_v1_HookEvent)[];
  'cursor'?: (string);
  'gaps'?: (_sotto_v1_Gap)[];
}

export interface FetchResponse__Output {
  'events': (_sotto_v1_HookEvent__Output)[];
  'cursor': (string);
  'gaps': (_sotto_v1_Gap__Output)[];
}
