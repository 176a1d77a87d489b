// Original file: proto/sotto/v1/device.proto


/**
 * "I have it, and this is what I have." [H8]
 */
export interface Receipt {
  'messageId'?: (string);
  'deviceId'?: (string);
  'sessionId'?: (string);
  'attempt'?: (number);
  /**
   * The device's own SHA-256 of the content that it has.
   */
  'contentSha256'?: (string);
  /**
   * The content that it has. May be left out when the hash says it all.
   */
  'content'?: (string);
  /**
   * [A6] As it came, or of the device's own span below it. May be left out.
   */
  'traceparent'?: (string);
}

/**
 * "I have it, and this is what I have." [H8]
 */
export interface Receipt__Output {
  'messageId': (string);
  'deviceId': (string);
  'sessionId': (string);
  'attempt': (number);
  /**
   * The device's own SHA-256 of the content that it has.
   */
  'contentSha256': (string);
  /**
   * The content that it has. May be left out when the hash says it all.
   */
  'content': (string);
  /**
   * [A6] As it came, or of the device's own span below it. May be left out.
   */
  'traceparent': (string);
}
