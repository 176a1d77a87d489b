// Original file: proto/sotto/v1/fleet.proto


export interface RevokeDeviceRequest {
  'deviceId'?: (string);
}

export interface RevokeDeviceRequest__Output {
  'deviceId': (string);
}
