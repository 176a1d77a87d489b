// Original file: proto/sotto/v1/fleet.proto


export interface CreateEnrollmentRequest {
  /**
   * The only identifier the token may be spent on. Empty: the device chooses one.
   */
  'deviceId'?: (string);
  /**
   * Default 3,600, at most 604,800.
   */
  'expiresSeconds'?: (number);
  /**
   * Set on the device in addition to what it says itself.
   */
  'labels'?: ({[key: string]: string});
}

export interface CreateEnrollmentRequest__Output {
  /**
   * The only identifier the token may be spent on. Empty: the device chooses one.
   */
  'deviceId': (string);
  /**
   * Default 3,600, at most 604,800.
   */
  'expiresSeconds': (number);
  /**
   * Set on the device in addition to what it says itself.
   */
  'labels': ({[key: string]: string});
}
