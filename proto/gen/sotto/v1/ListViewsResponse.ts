// Original file: proto/sotto/v1/search.proto

import type { View as _sotto_v1_View, View__Output as _sotto_v1_View__Output } from '../../sotto/v1/View.ts';

export interface ListViewsResponse {
  'views'?: (_sotto_v1_View)[];
}

export interface ListViewsResponse__Output {
  'views': (_sotto_v1_View__Output)[];
}
