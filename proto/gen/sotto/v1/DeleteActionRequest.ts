// Original file: proto/sotto/v1/fleet.proto


export interface DeleteActionRequest {
  'name'?: (string);
}

export interface DeleteActionRequest__Output {
  'name': (string);
}
