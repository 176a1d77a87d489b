// Original file: proto/sotto/v1/command.proto


export interface ExplainRequest {
  'messageId'?: (string);
}

export interface ExplainRequest__Output {
  'messageId': (string);
}
