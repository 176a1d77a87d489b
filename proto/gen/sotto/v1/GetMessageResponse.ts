// Original file: proto/sotto/v1/command.proto

import type { Message as _sotto_v1_Message, Message__Output as _sotto_v1_Message__Output } from '../../sotto/v1/Message.ts';

export interface GetMessageResponse {
  'message'?: (_sotto_v1_Message | null);
}

export interface GetMessageResponse__Output {
  'message': (_sotto_v1_Message__Output | null);
}
