// Original file: proto/sotto/v1/operate.proto


export interface CloseChannelResponse {
  /**
   * False: it had none.
   */
  'closed'?: (boolean);
}

export interface CloseChannelResponse__Output {
  /**
   * False: it had none.
   */
  'closed': (boolean);
}
