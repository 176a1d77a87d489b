// Original file: proto/sotto/v1/fleet.proto

import type { Device as _sotto_v1_Device, Device__Output as _sotto_v1_Device__Output } from '../../sotto/v1/Device.ts';

export interface GetDeviceResponse {
  'device'?: (_sotto_v1_Device | null);
}

export interface GetDeviceResponse__Output {
  'device': (_sotto_v1_Device__Output | null);
}
