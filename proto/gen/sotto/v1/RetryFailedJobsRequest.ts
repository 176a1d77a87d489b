// Original file: proto/sotto/v1/operate.proto


export interface RetryFailedJobsRequest {
  'queue'?: (string);
}

export interface RetryFailedJobsRequest__Output {
  'queue': (string);
}
