// Original file: proto/sotto/v1/search.proto


export interface GetDeviceQueueRequest {
  'deviceId'?: (string);
  /**
   * Of what waits: 1–500, default 100.
   */
  'pageSize'?: (number);
}

export interface GetDeviceQueueRequest__Output {
  'deviceId': (string);
  /**
   * Of what waits: 1–500, default 100.
   */
  'pageSize': (number);
}
