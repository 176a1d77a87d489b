// Original file: proto/sotto/v1/operate.proto


export interface RetryFailedJobsResponse {
  /**
   * Jobs that had failed when it was asked.
   */
  'retried'?: (number);
}

export interface RetryFailedJobsResponse__Output {
  /**
   * Jobs that had failed when it was asked.
   */
  'retried': (number);
}
