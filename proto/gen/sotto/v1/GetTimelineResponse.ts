// Original file: proto/sotto/v1/search.proto

import type { Message as _sotto_v1_Message, Message__Output as _sotto_v1_Message__Output } from '../../sotto/v1/Message.ts';
import type { ExplainResponse as _sotto_v1_ExplainResponse, ExplainResponse__Output as _sotto_v1_ExplainResponse__Output } from '../../sotto/v1/ExplainResponse.ts';
import type { Attempt as _sotto_v1_Attempt, Attempt__Output as _sotto_v1_Attempt__Output } from '../../sotto/v1/Attempt.ts';
import type { HookEvent as _sotto_v1_HookEvent, HookEvent__Output as _sotto_v1_HookEvent__Output } from '../../sotto/v1/HookEvent.ts';

export interface GetTimelineResponse {
  'message'?: (_sotto_v1_Message | null);
  'explain'?: (_sotto_v1_ExplainResponse | null);
  /**
   * In the order of their numbers.
   */
  'attempts'?: (_sotto_v1_Attempt)[];
  /**
   * In the order of the log. Without content and output: the message has them.
   */
  'events'?: (_sotto_v1_HookEvent)[];
  /**
   * How many events the message has had.
   */
  'eventsTotal'?: (number);
  /**
   * Not all of them were found: the oldest are past retention, or far from the times that are known of the message.
   */
  'incomplete'?: (boolean);
}

export interface GetTimelineResponse__Output {
  'message': (_sotto_v1_Message__Output | null);
  'explain': (_sotto_v1_ExplainResponse__Output | null);
  /**
   * In the order of their numbers.
   */
  'attempts': (_sotto_v1_Attempt__Output)[];
  /**
   * In the order of the log. Without content and output: the message has them.
   */
  'events': (_sotto_v1_HookEvent__Output)[];
  /**
   * How many events the message has had.
   */
  'eventsTotal': (number);
  /**
   * Not all of them were found: the oldest are past retention, or far from the times that are known of the message.
   */
  'incomplete': (boolean);
}
