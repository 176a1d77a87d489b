// Original file: proto/sotto/v1/observe.proto


export interface ListStreamsRequest {
}

export interface ListStreamsRequest__Output {
}
