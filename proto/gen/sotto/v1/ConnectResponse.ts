// Original file: proto/sotto/v1/device.proto

import type { Challenge as _sotto_v1_Challenge, Challenge__Output as _sotto_v1_Challenge__Output } from '../../sotto/v1/Challenge.ts';
import type { Welcome as _sotto_v1_Welcome, Welcome__Output as _sotto_v1_Welcome__Output } from '../../sotto/v1/Welcome.ts';
import type { Deliver as _sotto_v1_Deliver, Deliver__Output as _sotto_v1_Deliver__Output } from '../../sotto/v1/Deliver.ts';
import type { Cancel as _sotto_v1_Cancel, Cancel__Output as _sotto_v1_Cancel__Output } from '../../sotto/v1/Cancel.ts';
import type { Accepted as _sotto_v1_Accepted, Accepted__Output as _sotto_v1_Accepted__Output } from '../../sotto/v1/Accepted.ts';
import type { Close as _sotto_v1_Close, Close__Output as _sotto_v1_Close__Output } from '../../sotto/v1/Close.ts';

/**
 * Server to device.
 */
export interface ConnectResponse {
  'challenge'?: (_sotto_v1_Challenge | null);
  'welcome'?: (_sotto_v1_Welcome | null);
  'deliver'?: (_sotto_v1_Deliver)[];
  'cancel'?: (_sotto_v1_Cancel)[];
  'accepted'?: (_sotto_v1_Accepted)[];
  'close'?: (_sotto_v1_Close | null);
}

/**
 * Server to device.
 */
export interface ConnectResponse__Output {
  'challenge': (_sotto_v1_Challenge__Output | null);
  'welcome': (_sotto_v1_Welcome__Output | null);
  'deliver': (_sotto_v1_Deliver__Output)[];
  'cancel': (_sotto_v1_Cancel__Output)[];
  'accepted': (_sotto_v1_Accepted__Output)[];
  'close': (_sotto_v1_Close__Output | null);
}
