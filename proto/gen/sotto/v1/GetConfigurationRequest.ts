// Original file: proto/sotto/v1/observe.proto


export interface GetConfigurationRequest {
}

export interface GetConfigurationRequest__Output {
}
