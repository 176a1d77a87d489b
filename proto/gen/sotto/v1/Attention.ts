// Original file: proto/sotto/v1/observe.proto


// Original file: proto/sotto/v1/observe.proto

export const _sotto_v1_Attention_Severity = {
  SEVERITY_UNSPECIFIED: 'SEVERITY_UNSPECIFIED',
  SEVERITY_INFO: 'SEVERITY_INFO',
  SEVERITY_WARNING: 'SEVERITY_WARNING',
  SEVERITY_CRITICAL: 'SEVERITY_CRITICAL',
} as const;

export type _sotto_v1_Attention_Severity =
  | 'SEVERITY_UNSPECIFIED'
  | 0
  | 'SEVERITY_INFO'
  | 1
  | 'SEVERITY_WARNING'
  | 2
  | 'SEVERITY_CRITICAL'
  | 3

export type _sotto_v1_Attention_Severity__Output = typeof _sotto_v1_Attention_Severity[keyof typeof _sotto_v1_Attention_Severity]

export interface Attention {
  'severity'?: (_sotto_v1_Attention_Severity);
  /**
   * For programs: NO_WORKER, BACKLOG_WAITS, FAILURES, RETRIES, SUBSCRIBER_PARKED, SUBSCRIBER_BEHIND, SUBSCRIPTION_IDLE,
   * DEVICES_GONE, STORE_MEMORY, CLOCKS_LATE.
   */
  'code'?: (string);
  /**
   * For people: what is, and what to do.
   */
  'sentence'?: (string);
  /**
   * An address within the console, such as /messages?statuses=failed&reason=ATTEMPTS_EXHAUSTED.
   */
  'target'?: (string);
}

export interface Attention__Output {
  'severity': (_sotto_v1_Attention_Severity__Output);
  /**
   * For programs: NO_WORKER, BACKLOG_WAITS, FAILURES, RETRIES, SUBSCRIBER_PARKED, SUBSCRIBER_BEHIND, SUBSCRIPTION_IDLE,
   * DEVICES_GONE, STORE_MEMORY, CLOCKS_LATE.
   */
  'code': (string);
  /**
   * For people: what is, and what to do.
   */
  'sentence': (string);
  /**
   * An address within the console, such as /messages?statuses=failed&reason=ATTEMPTS_EXHAUSTED.
   */
  'target': (string);
}
