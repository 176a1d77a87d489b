// Original file: proto/sotto/v1/search.proto


export interface ListViewsRequest {
}

export interface ListViewsRequest__Output {
}
