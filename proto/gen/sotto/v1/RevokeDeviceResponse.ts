// Original file: proto/sotto/v1/fleet.proto


export interface RevokeDeviceResponse {
  /**
   * Messages that became REMOVED.
   */
  'removed'?: (number);
}

export interface RevokeDeviceResponse__Output {
  /**
   * Messages that became REMOVED.
   */
  'removed': (number);
}
