// Original file: proto/sotto/v1/search.proto


export interface DeleteViewResponse {
}

export interface DeleteViewResponse__Output {
}
