// Original file: proto/sotto/v1/command.proto

import type { SubmitOutcome as _sotto_v1_SubmitOutcome, SubmitOutcome__Output as _sotto_v1_SubmitOutcome__Output } from '../../sotto/v1/SubmitOutcome.ts';

export interface SubmitStreamResponse {
  /**
   * In the order of the request's commands.
   */
  'outcomes'?: (_sotto_v1_SubmitOutcome)[];
}

export interface SubmitStreamResponse__Output {
  /**
   * In the order of the request's commands.
   */
  'outcomes': (_sotto_v1_SubmitOutcome__Output)[];
}
