// Original file: proto/sotto/v1/operate.proto


export interface CloseChannelRequest {
  'deviceId'?: (string);
}

export interface CloseChannelRequest__Output {
  'deviceId': (string);
}
