// Original file: proto/sotto/v1/command.proto

import type { Message as _sotto_v1_Message, Message__Output as _sotto_v1_Message__Output } from '../../sotto/v1/Message.ts';

export interface ListMessagesResponse {
  /**
   * Newest first.
   */
  'messages'?: (_sotto_v1_Message)[];
  /**
   * Empty: no more. A page may hold fewer than page_size and still have a next one.
   */
  'nextPageToken'?: (string);
}

export interface ListMessagesResponse__Output {
  /**
   * Newest first.
   */
  'messages': (_sotto_v1_Message__Output)[];
  /**
   * Empty: no more. A page may hold fewer than page_size and still have a next one.
   */
  'nextPageToken': (string);
}
