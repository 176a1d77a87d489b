// Original file: proto/sotto/v1/command.proto


export interface GetMessageRequest {
  'messageId'?: (string);
}

export interface GetMessageRequest__Output {
  'messageId': (string);
}
