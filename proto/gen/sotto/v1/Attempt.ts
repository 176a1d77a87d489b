// Original file: proto/sotto/v1/search.proto

import type { Long } from '@grpc/proto-loader';

/**
 * One sending of a message. Zero times: it has not happened, or its event was not found.
 */
export interface Attempt {
  /**
   * From 1; 0 is what happened before the first sending.
   */
  'number'?: (number);
  /**
   * Since when it waited to be sent.
   */
  'queuedAt'?: (number | string | Long);
  'sentAt'?: (number | string | Long);
  'receivedAt'?: (number | string | Long);
  /**
   * The first and the last progress.
   */
  'runningAt'?: (number | string | Long);
  'progressAt'?: (number | string | Long);
  'deferredAt'?: (number | string | Long);
  'endedAt'?: (number | string | Long);
  /**
   * How this attempt ended: REQUEUED, DEFERRED or the final status; empty while it is under way.
   */
  'ending'?: (string);
  'reason'?: (string);
  'sessionId'?: (string);
}

/**
 * One sending of a message. Zero times: it has not happened, or its event was not found.
 */
export interface Attempt__Output {
  /**
   * From 1; 0 is what happened before the first sending.
   */
  'number': (number);
  /**
   * Since when it waited to be sent.
   */
  'queuedAt': (number);
  'sentAt': (number);
  'receivedAt': (number);
  /**
   * The first and the last progress.
   */
  'runningAt': (number);
  'progressAt': (number);
  'deferredAt': (number);
  'endedAt': (number);
  /**
   * How this attempt ended: REQUEUED, DEFERRED or the final status; empty while it is under way.
   */
  'ending': (string);
  'reason': (string);
  'sessionId': (string);
}
