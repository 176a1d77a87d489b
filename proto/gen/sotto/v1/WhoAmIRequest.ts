// Original file: proto/sotto/v1/access.proto


export interface WhoAmIRequest {
}

export interface WhoAmIRequest__Output {
}
