// Original file: proto/sotto/v1/device.proto


export interface CancelAnswer {
  'messageId'?: (string);
  'sessionId'?: (string);
  /**
   * True: stopped, and will have no further effect. False: it goes on.
   */
  'canceled'?: (boolean);
  'reason'?: (string);
}

export interface CancelAnswer__Output {
  'messageId': (string);
  'sessionId': (string);
  /**
   * True: stopped, and will have no further effect. False: it goes on.
   */
  'canceled': (boolean);
  'reason': (string);
}
