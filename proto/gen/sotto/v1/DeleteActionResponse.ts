// Original file: proto/sotto/v1/fleet.proto


export interface DeleteActionResponse {
}

export interface DeleteActionResponse__Output {
}
