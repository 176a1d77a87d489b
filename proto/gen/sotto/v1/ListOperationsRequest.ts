// Original file: proto/sotto/v1/operate.proto


export interface ListOperationsRequest {
}

export interface ListOperationsRequest__Output {
}
