// Original file: proto/sotto/v1/fleet.proto

import type { Device as _sotto_v1_Device, Device__Output as _sotto_v1_Device__Output } from '../../sotto/v1/Device.ts';

export interface ListDevicesResponse {
  'devices'?: (_sotto_v1_Device)[];
  'nextPageToken'?: (string);
}

export interface ListDevicesResponse__Output {
  'devices': (_sotto_v1_Device__Output)[];
  'nextPageToken': (string);
}
