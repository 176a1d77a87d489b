// Original file: proto/sotto/v1/operate.proto


export interface StopOperationRequest {
  'operationId'?: (string);
}

export interface StopOperationRequest__Output {
  'operationId': (string);
}
