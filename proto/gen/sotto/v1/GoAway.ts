// Original file: proto/sotto/v1/hook.proto


export interface GoAway {
  'reason'?: (string);
  'reconnectAfterMs'?: (number);
  'cursor'?: (string);
}

export interface GoAway__Output {
  'reason': (string);
  'reconnectAfterMs': (number);
  'cursor': (string);
}
