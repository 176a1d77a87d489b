// Original file: proto/sotto/v1/operate.proto

export const OperationState = {
  OPERATION_STATE_UNSPECIFIED: 'OPERATION_STATE_UNSPECIFIED',
  OPERATION_STATE_RUNNING: 'OPERATION_STATE_RUNNING',
  OPERATION_STATE_DONE: 'OPERATION_STATE_DONE',
  /**
   * By StopOperation.
   */
  OPERATION_STATE_STOPPED: 'OPERATION_STATE_STOPPED',
  /**
   * The key of who began it does not work any more, 100,000 messages are reached, or the sentence in `problem`.
   */
  OPERATION_STATE_FAILED: 'OPERATION_STATE_FAILED',
} as const;

export type OperationState =
  | 'OPERATION_STATE_UNSPECIFIED'
  | 0
  | 'OPERATION_STATE_RUNNING'
  | 1
  | 'OPERATION_STATE_DONE'
  | 2
  /**
   * By StopOperation.
   */
  | 'OPERATION_STATE_STOPPED'
  | 3
  /**
   * The key of who began it does not work any more, 100,000 messages are reached, or the sentence in `problem`.
   */
  | 'OPERATION_STATE_FAILED'
  | 4

export type OperationState__Output = typeof OperationState[keyof typeof OperationState]
