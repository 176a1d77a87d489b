// Original file: proto/sotto/v1/observe.proto

import type { Leg as _sotto_v1_Leg, Leg__Output as _sotto_v1_Leg__Output } from '../../sotto/v1/Leg.ts';

export interface LegFigures {
  'leg'?: (_sotto_v1_Leg);
  'count'?: (number);
  /**
   * Milliseconds, within 10 %.
   */
  'p50Ms'?: (number | string);
  'p99Ms'?: (number | string);
  'maxMs'?: (number | string);
}

export interface LegFigures__Output {
  'leg': (_sotto_v1_Leg__Output);
  'count': (number);
  /**
   * Milliseconds, within 10 %.
   */
  'p50Ms': (number);
  'p99Ms': (number);
  'maxMs': (number);
}
