// Original file: proto/sotto/v1/hook.proto


export interface ListSubscriptionsRequest {
}

export interface ListSubscriptionsRequest__Output {
}
