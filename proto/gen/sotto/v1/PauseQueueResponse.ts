// Original file: proto/sotto/v1/operate.proto


export interface PauseQueueResponse {
}

export interface PauseQueueResponse__Output {
}
