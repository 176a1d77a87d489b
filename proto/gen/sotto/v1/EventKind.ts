// Original file: proto/sotto/v1/hook.proto

export const EventKind = {
  EVENT_KIND_UNSPECIFIED: 'EVENT_KIND_UNSPECIFIED',
  EVENT_KIND_QUEUED: 'EVENT_KIND_QUEUED',
  EVENT_KIND_SENT: 'EVENT_KIND_SENT',
  EVENT_KIND_RECEIVED: 'EVENT_KIND_RECEIVED',
  EVENT_KIND_PROGRESS: 'EVENT_KIND_PROGRESS',
  EVENT_KIND_DEFERRED: 'EVENT_KIND_DEFERRED',
  EVENT_KIND_CANCELING: 'EVENT_KIND_CANCELING',
  EVENT_KIND_SUCCEEDED: 'EVENT_KIND_SUCCEEDED',
  EVENT_KIND_FAILED: 'EVENT_KIND_FAILED',
  EVENT_KIND_REJECTED: 'EVENT_KIND_REJECTED',
  EVENT_KIND_EXPIRED: 'EVENT_KIND_EXPIRED',
  EVENT_KIND_TIMED_OUT: 'EVENT_KIND_TIMED_OUT',
  EVENT_KIND_CANCELED: 'EVENT_KIND_CANCELED',
  EVENT_KIND_SUPERSEDED: 'EVENT_KIND_SUPERSEDED',
  EVENT_KIND_REMOVED: 'EVENT_KIND_REMOVED',
  /**
   * [M5] A late result changed a final status.
   */
  EVENT_KIND_CORRECTED: 'EVENT_KIND_CORRECTED',
  /**
   * Back to queued: no receipt in time, or a deferral ended.
   */
  EVENT_KIND_REQUEUED: 'EVENT_KIND_REQUEUED',
  /**
   * The device refused to cancel; the status is what it was, or RECEIVED where that was SENT.
   */
  EVENT_KIND_CANCEL_REFUSED: 'EVENT_KIND_CANCEL_REFUSED',
  /**
   * Of the readiness probe's own tenant; no application sees it.
   */
  EVENT_KIND_CANARY: 'EVENT_KIND_CANARY',
} as const;

export type EventKind =
  | 'EVENT_KIND_UNSPECIFIED'
  | 0
  | 'EVENT_KIND_QUEUED'
  | 1
  | 'EVENT_KIND_SENT'
  | 2
  | 'EVENT_KIND_RECEIVED'
  | 3
  | 'EVENT_KIND_PROGRESS'
  | 4
  | 'EVENT_KIND_DEFERRED'
  | 5
  | 'EVENT_KIND_CANCELING'
  | 6
  | 'EVENT_KIND_SUCCEEDED'
  | 7
  | 'EVENT_KIND_FAILED'
  | 8
  | 'EVENT_KIND_REJECTED'
  | 9
  | 'EVENT_KIND_EXPIRED'
  | 10
  | 'EVENT_KIND_TIMED_OUT'
  | 11
  | 'EVENT_KIND_CANCELED'
  | 12
  | 'EVENT_KIND_SUPERSEDED'
  | 13
  | 'EVENT_KIND_REMOVED'
  | 14
  /**
   * [M5] A late result changed a final status.
   */
  | 'EVENT_KIND_CORRECTED'
  | 15
  /**
   * Back to queued: no receipt in time, or a deferral ended.
   */
  | 'EVENT_KIND_REQUEUED'
  | 16
  /**
   * The device refused to cancel; the status is what it was, or RECEIVED where that was SENT.
   */
  | 'EVENT_KIND_CANCEL_REFUSED'
  | 17
  /**
   * Of the readiness probe's own tenant; no application sees it.
   */
  | 'EVENT_KIND_CANARY'
  | 18

export type EventKind__Output = typeof EventKind[keyof typeof EventKind]
