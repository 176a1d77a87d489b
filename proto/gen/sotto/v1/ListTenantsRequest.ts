// Original file: proto/sotto/v1/access.proto


export interface ListTenantsRequest {
}

export interface ListTenantsRequest__Output {
}
