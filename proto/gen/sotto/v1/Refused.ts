// Original file: proto/sotto/v1/device.proto


/**
 * This is not stored and will not be: sending it again changes nothing.
 */
export interface Refused {
  'messageId'?: (string);
  /**
   * receipt, progress, result, defer or cancel.
   */
  'frame'?: (string);
  /**
   * A code of the error registry.
   */
  'code'?: (string);
  'detail'?: (string);
}

/**
 * This is not stored and will not be: sending it again changes nothing.
 */
export interface Refused__Output {
  'messageId': (string);
  /**
   * receipt, progress, result, defer or cancel.
   */
  'frame': (string);
  /**
   * A code of the error registry.
   */
  'code': (string);
  'detail': (string);
}
