// Original file: proto/sotto/v1/observe.proto

import type { Overview as _sotto_v1_Overview, Overview__Output as _sotto_v1_Overview__Output } from '../../sotto/v1/Overview.ts';
import type { Sample as _sotto_v1_Sample, Sample__Output as _sotto_v1_Sample__Output } from '../../sotto/v1/Sample.ts';

export interface GetOverviewResponse {
  'overview'?: (_sotto_v1_Overview | null);
  /**
   * Oldest first.
   */
  'history'?: (_sotto_v1_Sample)[];
}

export interface GetOverviewResponse__Output {
  'overview': (_sotto_v1_Overview__Output | null);
  /**
   * Oldest first.
   */
  'history': (_sotto_v1_Sample__Output)[];
}
