// Original file: proto/sotto/v1/observe.proto

export const Leg = {
  LEG_UNSPECIFIED: 'LEG_UNSPECIFIED',
  /**
   * From acceptance to the first sending. For a device that was offline, that is how long it was.
   */
  LEG_SUBMIT_SENT: 'LEG_SUBMIT_SENT',
  LEG_SENT_RECEIVED: 'LEG_SENT_RECEIVED',
  LEG_RECEIVED_RESULT: 'LEG_RECEIVED_RESULT',
  LEG_SUBMIT_RESULT: 'LEG_SUBMIT_RESULT',
} as const;

export type Leg =
  | 'LEG_UNSPECIFIED'
  | 0
  /**
   * From acceptance to the first sending. For a device that was offline, that is how long it was.
   */
  | 'LEG_SUBMIT_SENT'
  | 1
  | 'LEG_SENT_RECEIVED'
  | 2
  | 'LEG_RECEIVED_RESULT'
  | 3
  | 'LEG_SUBMIT_RESULT'
  | 4

export type Leg__Output = typeof Leg[keyof typeof Leg]
