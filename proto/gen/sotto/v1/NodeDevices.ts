// Original file: proto/sotto/v1/observe.proto


export interface NodeDevices {
  'node'?: (string);
  'devicesOnline'?: (number);
}

export interface NodeDevices__Output {
  'node': (string);
  'devicesOnline': (number);
}
