// Original file: proto/sotto/v1/device.proto


/**
 * The first word of the server.
 */
export interface Challenge {
  /**
   * 32 random bytes, for this channel only.
   */
  'nonce'?: (Buffer | Uint8Array | string);
}

/**
 * The first word of the server.
 */
export interface Challenge__Output {
  /**
   * 32 random bytes, for this channel only.
   */
  'nonce': (Buffer);
}
