// Original file: proto/sotto/v1/operate.proto


export interface SendAgainRequest {
  'messageId'?: (string);
  /**
   * [M11] As of Submit.
   */
  'idempotencyKey'?: (string);
}

export interface SendAgainRequest__Output {
  'messageId': (string);
  /**
   * [M11] As of Submit.
   */
  'idempotencyKey': (string);
}
