// Original file: proto/sotto/v1/operate.proto


export interface SendAgainResponse {
  'commandId'?: (string);
  'messageId'?: (string);
}

export interface SendAgainResponse__Output {
  'commandId': (string);
  'messageId': (string);
}
