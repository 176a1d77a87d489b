// Original file: proto/sotto/v1/fleet.proto

import type { Action as _sotto_v1_Action, Action__Output as _sotto_v1_Action__Output } from '../../sotto/v1/Action.ts';

export interface ListActionsResponse {
  'actions'?: (_sotto_v1_Action)[];
}

export interface ListActionsResponse__Output {
  'actions': (_sotto_v1_Action__Output)[];
}
