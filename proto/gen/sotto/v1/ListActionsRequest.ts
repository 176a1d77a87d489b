// Original file: proto/sotto/v1/fleet.proto


export interface ListActionsRequest {
}

export interface ListActionsRequest__Output {
}
