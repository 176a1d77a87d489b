// Original file: proto/sotto/v1/device.proto


/**
 * The server asks; CancelAnswer or a result answers.
 */
export interface Cancel {
  'messageId'?: (string);
}

/**
 * The server asks; CancelAnswer or a result answers.
 */
export interface Cancel__Output {
  'messageId': (string);
}
