// Original file: proto/sotto/v1/fleet.proto


export interface GetDeviceRequest {
  'deviceId'?: (string);
}

export interface GetDeviceRequest__Output {
  'deviceId': (string);
}
