// Original file: proto/sotto/v1/search.proto


export interface PutViewResponse {
}

export interface PutViewResponse__Output {
}
