// Original file: proto/sotto/v1/operate.proto


export interface ResumeQueueRequest {
  'queue'?: (string);
}

export interface ResumeQueueRequest__Output {
  'queue': (string);
}
