// Original file: proto/sotto/v1/device.proto


/**
 * [S7] The last word of the server.
 */
export interface Close {
  /**
   * A number of the close reason registry.
   */
  'code'?: (number);
  'reason'?: (string);
  /**
   * Whether coming back can help, and after how long.
   */
  'reconnect'?: (boolean);
  'retryAfterMs'?: (number);
}

/**
 * [S7] The last word of the server.
 */
export interface Close__Output {
  /**
   * A number of the close reason registry.
   */
  'code': (number);
  'reason': (string);
  /**
   * Whether coming back can help, and after how long.
   */
  'reconnect': (boolean);
  'retryAfterMs': (number);
}
