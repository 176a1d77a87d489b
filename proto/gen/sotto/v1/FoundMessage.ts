// Original file: proto/sotto/v1/search.proto

import type { Status as _sotto_v1_Status, Status__Output as _sotto_v1_Status__Output } from '../../sotto/v1/Status.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * What a list shows of a message; GetMessage and GetTimeline have the rest.
 */
export interface FoundMessage {
  'messageId'?: (string);
  'commandId'?: (string);
  'deviceId'?: (string);
  'action'?: (string);
  'status'?: (_sotto_v1_Status);
  'attempt'?: (number);
  'acceptedAt'?: (number | string | Long);
  'updatedAt'?: (number | string | Long);
  'deliverByAt'?: (number | string | Long);
  /**
   * When the next clock ends. Zero: none runs.
   */
  'dueAt'?: (number | string | Long);
  /**
   * The server's word, or else the device's outcome code.
   */
  'reason'?: (string);
  'late'?: (boolean);
  'progressPercent'?: (number);
  'actor'?: (string);
  'tags'?: (string)[];
  'concurrencyKey'?: (string);
}

/**
 * What a list shows of a message; GetMessage and GetTimeline have the rest.
 */
export interface FoundMessage__Output {
  'messageId': (string);
  'commandId': (string);
  'deviceId': (string);
  'action': (string);
  'status': (_sotto_v1_Status__Output);
  'attempt': (number);
  'acceptedAt': (number);
  'updatedAt': (number);
  'deliverByAt': (number);
  /**
   * When the next clock ends. Zero: none runs.
   */
  'dueAt': (number);
  /**
   * The server's word, or else the device's outcome code.
   */
  'reason': (string);
  'late': (boolean);
  'progressPercent': (number);
  'actor': (string);
  'tags': (string)[];
  'concurrencyKey': (string);
}
