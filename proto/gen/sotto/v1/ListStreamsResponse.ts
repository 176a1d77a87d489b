// Original file: proto/sotto/v1/observe.proto

import type { StreamList as _sotto_v1_StreamList, StreamList__Output as _sotto_v1_StreamList__Output } from '../../sotto/v1/StreamList.ts';

export interface ListStreamsResponse {
  'streams'?: (_sotto_v1_StreamList | null);
}

export interface ListStreamsResponse__Output {
  'streams': (_sotto_v1_StreamList__Output | null);
}
