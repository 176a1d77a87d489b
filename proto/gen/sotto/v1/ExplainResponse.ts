// Original file: proto/sotto/v1/command.proto

import type { Status as _sotto_v1_Status, Status__Output as _sotto_v1_Status__Output } from '../../sotto/v1/Status.ts';
import type { Long } from '@grpc/proto-loader';

export interface ExplainResponse {
  'messageId'?: (string);
  'status'?: (_sotto_v1_Status);
  /**
   * For people: one or two sentences.
   */
  'sentence'?: (string);
  /**
   * For programs: FINAL, WAITING_FOR_DEVICE, WAITING_FOR_KEY, WAITING_FOR_WINDOW, WAITING_FOR_WORKER, BACKING_OFF, UNRECEIPTED,
   * RUNNING, RECEIVED, DEFERRED, CANCELING.
   */
  'cause'?: (string);
  /**
   * What ends this state, and when; zero where no clock runs.
   */
  'nextAt'?: (number | string | Long);
  'deliverByAt'?: (number | string | Long);
  /**
   * The message that holds the concurrency key, for WAITING_FOR_KEY.
   */
  'heldBy'?: (string);
  'deviceLastSeenAt'?: (number | string | Long);
  'deviceOnline'?: (boolean);
}

export interface ExplainResponse__Output {
  'messageId': (string);
  'status': (_sotto_v1_Status__Output);
  /**
   * For people: one or two sentences.
   */
  'sentence': (string);
  /**
   * For programs: FINAL, WAITING_FOR_DEVICE, WAITING_FOR_KEY, WAITING_FOR_WINDOW, WAITING_FOR_WORKER, BACKING_OFF, UNRECEIPTED,
   * RUNNING, RECEIVED, DEFERRED, CANCELING.
   */
  'cause': (string);
  /**
   * What ends this state, and when; zero where no clock runs.
   */
  'nextAt': (number);
  'deliverByAt': (number);
  /**
   * The message that holds the concurrency key, for WAITING_FOR_KEY.
   */
  'heldBy': (string);
  'deviceLastSeenAt': (number);
  'deviceOnline': (boolean);
}
