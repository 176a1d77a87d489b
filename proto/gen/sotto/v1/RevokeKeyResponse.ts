// Original file: proto/sotto/v1/access.proto


export interface RevokeKeyResponse {
}

export interface RevokeKeyResponse__Output {
}
