// Original file: proto/sotto/v1/observe.proto

export const Topic = {
  TOPIC_UNSPECIFIED: 'TOPIC_UNSPECIFIED',
  TOPIC_OVERVIEW: 'TOPIC_OVERVIEW',
  /**
   * Hook events that a filter lets through.
   */
  TOPIC_EVENTS: 'TOPIC_EVENTS',
  TOPIC_QUEUES: 'TOPIC_QUEUES',
  TOPIC_STREAMS: 'TOPIC_STREAMS',
  /**
   * Bulk operations that run, or ended in the last minute.
   */
  TOPIC_OPERATIONS: 'TOPIC_OPERATIONS',
  /**
   * Named subscriptions as ListSubscriptions has them, but without cursors.
   */
  TOPIC_SUBSCRIPTIONS: 'TOPIC_SUBSCRIPTIONS',
  /**
   * A page of devices, with their presence.
   */
  TOPIC_DEVICES: 'TOPIC_DEVICES',
} as const;

export type Topic =
  | 'TOPIC_UNSPECIFIED'
  | 0
  | 'TOPIC_OVERVIEW'
  | 1
  /**
   * Hook events that a filter lets through.
   */
  | 'TOPIC_EVENTS'
  | 2
  | 'TOPIC_QUEUES'
  | 3
  | 'TOPIC_STREAMS'
  | 4
  /**
   * Bulk operations that run, or ended in the last minute.
   */
  | 'TOPIC_OPERATIONS'
  | 5
  /**
   * Named subscriptions as ListSubscriptions has them, but without cursors.
   */
  | 'TOPIC_SUBSCRIPTIONS'
  | 6
  /**
   * A page of devices, with their presence.
   */
  | 'TOPIC_DEVICES'
  | 7

export type Topic__Output = typeof Topic[keyof typeof Topic]
