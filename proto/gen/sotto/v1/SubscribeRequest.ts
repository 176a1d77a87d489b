// Original file: proto/sotto/v1/hook.proto

import type { Open as _sotto_v1_Open, Open__Output as _sotto_v1_Open__Output } from '../../sotto/v1/Open.ts';
import type { Grant as _sotto_v1_Grant, Grant__Output as _sotto_v1_Grant__Output } from '../../sotto/v1/Grant.ts';
import type { Ack as _sotto_v1_Ack, Ack__Output as _sotto_v1_Ack__Output } from '../../sotto/v1/Ack.ts';
import type { Leave as _sotto_v1_Leave, Leave__Output as _sotto_v1_Leave__Output } from '../../sotto/v1/Leave.ts';

export interface SubscribeRequest {
  'open'?: (_sotto_v1_Open | null);
  'grant'?: (_sotto_v1_Grant | null);
  'ack'?: (_sotto_v1_Ack | null);
  'leave'?: (_sotto_v1_Leave | null);
  'frame'?: "open"|"grant"|"ack"|"leave";
}

export interface SubscribeRequest__Output {
  'open'?: (_sotto_v1_Open__Output | null);
  'grant'?: (_sotto_v1_Grant__Output | null);
  'ack'?: (_sotto_v1_Ack__Output | null);
  'leave'?: (_sotto_v1_Leave__Output | null);
  'frame'?: "open"|"grant"|"ack"|"leave";
}
