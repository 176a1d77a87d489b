// Original file: proto/sotto/v1/observe.proto


/**
 * Messages a second.
 */
export interface Rates {
  'submitted'?: (number | string);
  'sent'?: (number | string);
  'received'?: (number | string);
  'succeeded'?: (number | string);
  /**
   * failed, rejected, expired, timed_out.
   */
  'endedBadly'?: (number | string);
  /**
   * Sendings that have to be repeated.
   */
  'retried'?: (number | string);
}

/**
 * Messages a second.
 */
export interface Rates__Output {
  'submitted': (number);
  'sent': (number);
  'received': (number);
  'succeeded': (number);
  /**
   * failed, rejected, expired, timed_out.
   */
  'endedBadly': (number);
  /**
   * Sendings that have to be repeated.
   */
  'retried': (number);
}
