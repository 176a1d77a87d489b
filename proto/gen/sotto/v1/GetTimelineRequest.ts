// Original file: proto/sotto/v1/search.proto


export interface GetTimelineRequest {
  'messageId'?: (string);
}

export interface GetTimelineRequest__Output {
  'messageId': (string);
}
