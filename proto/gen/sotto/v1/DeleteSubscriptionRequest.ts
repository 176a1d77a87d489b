// Original file: proto/sotto/v1/hook.proto


export interface DeleteSubscriptionRequest {
  'subscription'?: (string);
}

export interface DeleteSubscriptionRequest__Output {
  'subscription': (string);
}
