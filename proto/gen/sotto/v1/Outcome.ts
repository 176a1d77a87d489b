// Original file: proto/sotto/v1/message.proto


/**
 * How a message ended on the device.
 */
export interface Outcome {
  /**
   * A word for programs: OK, INTERRUPTED, PROGRAM_EXIT, … Empty: OK.
   */
  'code'?: (string);
  /**
   * A sentence for people. At most 1 KiB.
   */
  'detail'?: (string);
  /**
   * What the action gave: text, or JSON text. At most 128 KiB.
   */
  'output'?: (string);
}

/**
 * How a message ended on the device.
 */
export interface Outcome__Output {
  /**
   * A word for programs: OK, INTERRUPTED, PROGRAM_EXIT, … Empty: OK.
   */
  'code': (string);
  /**
   * A sentence for people. At most 1 KiB.
   */
  'detail': (string);
  /**
   * What the action gave: text, or JSON text. At most 128 KiB.
   */
  'output': (string);
}
