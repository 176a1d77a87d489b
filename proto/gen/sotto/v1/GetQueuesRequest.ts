// Original file: proto/sotto/v1/observe.proto


export interface GetQueuesRequest {
}

export interface GetQueuesRequest__Output {
}
