// Original file: proto/sotto/v1/hook.proto

import type { Start as _sotto_v1_Start, Start__Output as _sotto_v1_Start__Output } from '../../sotto/v1/Start.ts';
import type { Filter as _sotto_v1_Filter, Filter__Output as _sotto_v1_Filter__Output } from '../../sotto/v1/Filter.ts';

export interface FetchRequest {
  'start'?: (_sotto_v1_Start | null);
  'filter'?: (_sotto_v1_Filter | null);
  /**
   * 1–1,000, default 100.
   */
  'maxEvents'?: (number);
  /**
   * 0–30,000.
   */
  'waitMs'?: (number);
}

export interface FetchRequest__Output {
  'start': (_sotto_v1_Start__Output | null);
  'filter': (_sotto_v1_Filter__Output | null);
  /**
   * 1–1,000, default 100.
   */
  'maxEvents': (number);
  /**
   * 0–30,000.
   */
  'waitMs': (number);
}
