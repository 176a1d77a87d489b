// Original file: proto/sotto/v1/device.proto

import type { Refused as _sotto_v1_Refused, Refused__Output as _sotto_v1_Refused__Output } from '../../sotto/v1/Refused.ts';

/**
 * [D2] These are stored, or were before. The agent may forget them.
 */
export interface Accepted {
  'receipts'?: (string)[];
  'progress'?: (string)[];
  'results'?: (string)[];
  'defers'?: (string)[];
  'cancels'?: (string)[];
  'refused'?: (_sotto_v1_Refused)[];
}

/**
 * [D2] These are stored, or were before. The agent may forget them.
 */
export interface Accepted__Output {
  'receipts': (string)[];
  'progress': (string)[];
  'results': (string)[];
  'defers': (string)[];
  'cancels': (string)[];
  'refused': (_sotto_v1_Refused__Output)[];
}
