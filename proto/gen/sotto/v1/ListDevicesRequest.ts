// Original file: proto/sotto/v1/fleet.proto


export interface ListDevicesRequest {
  'pageSize'?: (number);
  'pageToken'?: (string);
  'labels'?: ({[key: string]: string});
  /**
   * Only those that are online.
   */
  'online'?: (boolean);
  /**
   * Only those whose identifier begins so.
   */
  'prefix'?: (string);
}

export interface ListDevicesRequest__Output {
  'pageSize': (number);
  'pageToken': (string);
  'labels': ({[key: string]: string});
  /**
   * Only those that are online.
   */
  'online': (boolean);
  /**
   * Only those whose identifier begins so.
   */
  'prefix': (string);
}
