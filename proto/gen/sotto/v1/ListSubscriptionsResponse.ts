// Original file: proto/sotto/v1/hook.proto

import type { Subscription as _sotto_v1_Subscription, Subscription__Output as _sotto_v1_Subscription__Output } from '../../sotto/v1/Subscription.ts';

export interface ListSubscriptionsResponse {
  'subscriptions'?: (_sotto_v1_Subscription)[];
}

export interface ListSubscriptionsResponse__Output {
  'subscriptions': (_sotto_v1_Subscription__Output)[];
}
