// Original file: proto/sotto/v1/operate.proto


export interface PauseQueueRequest {
  /**
   * As GetQueues names it: dispatch.
   */
  'queue'?: (string);
}

export interface PauseQueueRequest__Output {
  /**
   * As GetQueues names it: dispatch.
   */
  'queue': (string);
}
