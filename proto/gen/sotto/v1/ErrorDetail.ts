// Original file: proto/sotto/v1/error.proto


/**
 * [A2] Comes with every error: as the trailer sotto-error-bin over gRPC, as the body over HTTP.
 */
export interface ErrorDetail {
  /**
   * gRPC status in Connect's words: invalid_argument, not_found, …
   */
  'code'?: (string);
  /**
   * For people: what, why, what to do.
   */
  'message'?: (string);
  /**
   * The registry's code: UNKNOWN_DEVICE, …
   */
  'reason'?: (string);
  /**
   * The field that is wrong, as a path: devices[3].
   */
  'field'?: (string);
  /**
   * When trying again can help, after this long. Zero: it can't.
   */
  'retryAfterMs'?: (number);
}

/**
 * [A2] Comes with every error: as the trailer sotto-error-bin over gRPC, as the body over HTTP.
 */
export interface ErrorDetail__Output {
  /**
   * gRPC status in Connect's words: invalid_argument, not_found, …
   */
  'code': (string);
  /**
   * For people: what, why, what to do.
   */
  'message': (string);
  /**
   * The registry's code: UNKNOWN_DEVICE, …
   */
  'reason': (string);
  /**
   * The field that is wrong, as a path: devices[3].
   */
  'field': (string);
  /**
   * When trying again can help, after this long. Zero: it can't.
   */
  'retryAfterMs': (number);
}
