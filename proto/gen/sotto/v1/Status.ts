// Original file: proto/sotto/v1/message.proto

/**
 * [M2] In the order a message passes them; SUCCEEDED and all after it are final.
 */
export const Status = {
  STATUS_UNSPECIFIED: 'STATUS_UNSPECIFIED',
  STATUS_QUEUED: 'STATUS_QUEUED',
  STATUS_SENT: 'STATUS_SENT',
  STATUS_RECEIVED: 'STATUS_RECEIVED',
  STATUS_RUNNING: 'STATUS_RUNNING',
  STATUS_DEFERRED: 'STATUS_DEFERRED',
  STATUS_CANCELING: 'STATUS_CANCELING',
  STATUS_SUCCEEDED: 'STATUS_SUCCEEDED',
  STATUS_FAILED: 'STATUS_FAILED',
  STATUS_REJECTED: 'STATUS_REJECTED',
  STATUS_EXPIRED: 'STATUS_EXPIRED',
  STATUS_TIMED_OUT: 'STATUS_TIMED_OUT',
  STATUS_CANCELED: 'STATUS_CANCELED',
  STATUS_SUPERSEDED: 'STATUS_SUPERSEDED',
  STATUS_REMOVED: 'STATUS_REMOVED',
} as const;

/**
 * [M2] In the order a message passes them; SUCCEEDED and all after it are final.
 */
export type Status =
  | 'STATUS_UNSPECIFIED'
  | 0
  | 'STATUS_QUEUED'
  | 1
  | 'STATUS_SENT'
  | 2
  | 'STATUS_RECEIVED'
  | 3
  | 'STATUS_RUNNING'
  | 4
  | 'STATUS_DEFERRED'
  | 5
  | 'STATUS_CANCELING'
  | 6
  | 'STATUS_SUCCEEDED'
  | 7
  | 'STATUS_FAILED'
  | 8
  | 'STATUS_REJECTED'
  | 9
  | 'STATUS_EXPIRED'
  | 10
  | 'STATUS_TIMED_OUT'
  | 11
  | 'STATUS_CANCELED'
  | 12
  | 'STATUS_SUPERSEDED'
  | 13
  | 'STATUS_REMOVED'
  | 14

/**
 * [M2] In the order a message passes them; SUCCEEDED and all after it are final.
 */
export type Status__Output = typeof Status[keyof typeof Status]
