// Original file: proto/sotto/v1/access.proto


export interface ListKeysRequest {
}

export interface ListKeysRequest__Output {
}
