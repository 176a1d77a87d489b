// Original file: proto/sotto/v1/hook.proto


export interface SeekResponse {
  'cursor'?: (string);
}

export interface SeekResponse__Output {
  'cursor': (string);
}
