// Original file: proto/sotto/v1/message.proto


/**
 * [M7] Four clocks, none shared. Zero means the default.
 */
export interface Clocks {
  /**
   * From acceptance until the device must have it. Default 86400, at most 2592000.
   */
  'deliverBySeconds'?: (number);
  /**
   * From one sending until its receipt. Default 10, at most 300.
   */
  'ackBySeconds'?: (number);
  /**
   * From the last progress until the next. Default 60, at most 43200.
   */
  'leaseSeconds'?: (number);
  /**
   * From the receipt until the result. Default 900, at most 43200.
   */
  'completeBySeconds'?: (number);
}

/**
 * [M7] Four clocks, none shared. Zero means the default.
 */
export interface Clocks__Output {
  /**
   * From acceptance until the device must have it. Default 86400, at most 2592000.
   */
  'deliverBySeconds': (number);
  /**
   * From one sending until its receipt. Default 10, at most 300.
   */
  'ackBySeconds': (number);
  /**
   * From the last progress until the next. Default 60, at most 43200.
   */
  'leaseSeconds': (number);
  /**
   * From the receipt until the result. Default 900, at most 43200.
   */
  'completeBySeconds': (number);
}
