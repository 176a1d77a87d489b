// Original file: proto/sotto/v1/command.proto

import type { SubmitResponse as _sotto_v1_SubmitResponse, SubmitResponse__Output as _sotto_v1_SubmitResponse__Output } from '../../sotto/v1/SubmitResponse.ts';
import type { ErrorDetail as _sotto_v1_ErrorDetail, ErrorDetail__Output as _sotto_v1_ErrorDetail__Output } from '../../sotto/v1/ErrorDetail.ts';

export interface SubmitOutcome {
  'accepted'?: (_sotto_v1_SubmitResponse | null);
  'refused'?: (_sotto_v1_ErrorDetail | null);
  'outcome'?: "accepted"|"refused";
}

export interface SubmitOutcome__Output {
  'accepted'?: (_sotto_v1_SubmitResponse__Output | null);
  'refused'?: (_sotto_v1_ErrorDetail__Output | null);
  'outcome'?: "accepted"|"refused";
}
