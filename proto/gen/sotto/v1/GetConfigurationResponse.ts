// Original file: proto/sotto/v1/observe.proto

import type { Setting as _sotto_v1_Setting, Setting__Output as _sotto_v1_Setting__Output } from '../../sotto/v1/Setting.ts';
import type { Limit as _sotto_v1_Limit, Limit__Output as _sotto_v1_Limit__Output } from '../../sotto/v1/Limit.ts';

export interface GetConfigurationResponse {
  'settings'?: (_sotto_v1_Setting)[];
  'limits'?: (_sotto_v1_Limit)[];
  'version'?: (string);
  'durability'?: (string);
}

export interface GetConfigurationResponse__Output {
  'settings': (_sotto_v1_Setting__Output)[];
  'limits': (_sotto_v1_Limit__Output)[];
  'version': (string);
  'durability': (string);
}
