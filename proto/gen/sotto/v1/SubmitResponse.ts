// Original file: proto/sotto/v1/command.proto

import type { Long } from '@grpc/proto-loader';

export interface SubmitResponse {
  'commandId'?: (string);
  /**
   * In the order of the request's devices. Empty for a fleet of more than 1,000.
   */
  'messageIds'?: (string)[];
  'messageCount'?: (number);
  /**
   * [B5] What "stored" meant: always or everysec.
   */
  'durability'?: (string);
  /**
   * [M11] This command was accepted before; nothing new was made.
   */
  'repeated'?: (boolean);
  'acceptedAt'?: (number | string | Long);
}

export interface SubmitResponse__Output {
  'commandId': (string);
  /**
   * In the order of the request's devices. Empty for a fleet of more than 1,000.
   */
  'messageIds': (string)[];
  'messageCount': (number);
  /**
   * [B5] What "stored" meant: always or everysec.
   */
  'durability': (string);
  /**
   * [M11] This command was accepted before; nothing new was made.
   */
  'repeated': (boolean);
  'acceptedAt': (number);
}
