// Original file: proto/sotto/v1/command.proto


export interface CancelResponse {
  /**
   * Ended at once.
   */
  'canceled'?: (number);
  /**
   * Asked; the device's answer decides.
   */
  'asked'?: (number);
  /**
   * Already final.
   */
  'unchanged'?: (number);
}

export interface CancelResponse__Output {
  /**
   * Ended at once.
   */
  'canceled': (number);
  /**
   * Asked; the device's answer decides.
   */
  'asked': (number);
  /**
   * Already final.
   */
  'unchanged': (number);
}
