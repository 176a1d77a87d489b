// Original file: proto/sotto/v1/command.proto


export interface GetCommandRequest {
  'commandId'?: (string);
}

export interface GetCommandRequest__Output {
  'commandId': (string);
}
