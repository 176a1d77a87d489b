// Original file: proto/sotto/v1/device.proto


export interface EnrollResponse {
  'tenant'?: (string);
  'deviceId'?: (string);
  'epoch'?: (number);
}

export interface EnrollResponse__Output {
  'tenant': (string);
  'deviceId': (string);
  'epoch': (number);
}
