// Original file: proto/sotto/v1/hook.proto

import type { Long } from '@grpc/proto-loader';

// Original file: proto/sotto/v1/hook.proto

export const _sotto_v1_Gap_Reason = {
  REASON_UNSPECIFIED: 'REASON_UNSPECIFIED',
  /**
   * Past retention.
   */
  REASON_TRIMMED: 'REASON_TRIMMED',
  /**
   * The log is another one than the cursor's: lost, or restored from a backup.
   */
  REASON_EPOCH_CHANGED: 'REASON_EPOCH_CHANGED',
  /**
   * The cursor was ahead of the log: a failover lost its tail.
   */
  REASON_REGRESSED: 'REASON_REGRESSED',
} as const;

export type _sotto_v1_Gap_Reason =
  | 'REASON_UNSPECIFIED'
  | 0
  /**
   * Past retention.
   */
  | 'REASON_TRIMMED'
  | 1
  /**
   * The log is another one than the cursor's: lost, or restored from a backup.
   */
  | 'REASON_EPOCH_CHANGED'
  | 2
  /**
   * The cursor was ahead of the log: a failover lost its tail.
   */
  | 'REASON_REGRESSED'
  | 3

export type _sotto_v1_Gap_Reason__Output = typeof _sotto_v1_Gap_Reason[keyof typeof _sotto_v1_Gap_Reason]

/**
 * [H3] What is missing, before any later event.
 */
export interface Gap {
  'reason'?: (_sotto_v1_Gap_Reason);
  'partition'?: (number);
  /**
   * The first and the last sequence number that will not come; last is 0 where it cannot be known.
   */
  'firstSeq'?: (number | string | Long);
  'lastSeq'?: (number | string | Long);
  'epoch'?: (string);
  'cursor'?: (string);
}

/**
 * [H3] What is missing, before any later event.
 */
export interface Gap__Output {
  'reason': (_sotto_v1_Gap_Reason__Output);
  'partition': (number);
  /**
   * The first and the last sequence number that will not come; last is 0 where it cannot be known.
   */
  'firstSeq': (number);
  'lastSeq': (number);
  'epoch': (string);
  'cursor': (string);
}
