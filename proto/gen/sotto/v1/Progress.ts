// Original file: proto/sotto/v1/device.proto


/**
 * Renews the lease.
 */
export interface Progress {
  'messageId'?: (string);
  'sessionId'?: (string);
  /**
   * Counts up from 1 within a message; a repeat changes nothing.
   */
  'sequence'?: (number);
  /**
   * 0–100.
   */
  'percent'?: (number);
  /**
   * At most 1 KiB.
   */
  'note'?: (string);
}

/**
 * Renews the lease.
 */
export interface Progress__Output {
  'messageId': (string);
  'sessionId': (string);
  /**
   * Counts up from 1 within a message; a repeat changes nothing.
   */
  'sequence': (number);
  /**
   * 0–100.
   */
  'percent': (number);
  /**
   * At most 1 KiB.
   */
  'note': (string);
}
