// Original file: proto/sotto/v1/command.proto


export interface CancelRequest {
  /**
   * One of the two.
   */
  'commandId'?: (string);
  'messageId'?: (string);
}

export interface CancelRequest__Output {
  /**
   * One of the two.
   */
  'commandId': (string);
  'messageId': (string);
}
