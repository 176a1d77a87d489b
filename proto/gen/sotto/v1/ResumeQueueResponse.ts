// Original file: proto/sotto/v1/operate.proto


export interface ResumeQueueResponse {
}

export interface ResumeQueueResponse__Output {
}
