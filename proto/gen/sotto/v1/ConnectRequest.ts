// Original file: proto/sotto/v1/device.proto

import type { Hello as _sotto_v1_Hello, Hello__Output as _sotto_v1_Hello__Output } from '../../sotto/v1/Hello.ts';
import type { Receipt as _sotto_v1_Receipt, Receipt__Output as _sotto_v1_Receipt__Output } from '../../sotto/v1/Receipt.ts';
import type { Progress as _sotto_v1_Progress, Progress__Output as _sotto_v1_Progress__Output } from '../../sotto/v1/Progress.ts';
import type { Result as _sotto_v1_Result, Result__Output as _sotto_v1_Result__Output } from '../../sotto/v1/Result.ts';
import type { Defer as _sotto_v1_Defer, Defer__Output as _sotto_v1_Defer__Output } from '../../sotto/v1/Defer.ts';
import type { CancelAnswer as _sotto_v1_CancelAnswer, CancelAnswer__Output as _sotto_v1_CancelAnswer__Output } from '../../sotto/v1/CancelAnswer.ts';

/**
 * Device to server. Each frame holds lists; what an agent has to say at one moment goes into one frame.
 */
export interface ConnectRequest {
  'hello'?: (_sotto_v1_Hello | null);
  'receipt'?: (_sotto_v1_Receipt)[];
  'progress'?: (_sotto_v1_Progress)[];
  'result'?: (_sotto_v1_Result)[];
  'defer'?: (_sotto_v1_Defer)[];
  'cancel'?: (_sotto_v1_CancelAnswer)[];
}

/**
 * Device to server. Each frame holds lists; what an agent has to say at one moment goes into one frame.
 */
export interface ConnectRequest__Output {
  'hello': (_sotto_v1_Hello__Output | null);
  'receipt': (_sotto_v1_Receipt__Output)[];
  'progress': (_sotto_v1_Progress__Output)[];
  'result': (_sotto_v1_Result__Output)[];
  'defer': (_sotto_v1_Defer__Output)[];
  'cancel': (_sotto_v1_CancelAnswer__Output)[];
}
