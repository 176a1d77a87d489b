// Original file: proto/sotto/v1/command.proto

import type { SubmitRequest as _sotto_v1_SubmitRequest, SubmitRequest__Output as _sotto_v1_SubmitRequest__Output } from '../../sotto/v1/SubmitRequest.ts';

export interface SubmitStreamRequest {
  /**
   * 1–256.
   */
  'commands'?: (_sotto_v1_SubmitRequest)[];
}

export interface SubmitStreamRequest__Output {
  /**
   * 1–256.
   */
  'commands': (_sotto_v1_SubmitRequest__Output)[];
}
