// Original file: proto/sotto/v1/fleet.proto


export interface PutActionResponse {
}

export interface PutActionResponse__Output {
}
