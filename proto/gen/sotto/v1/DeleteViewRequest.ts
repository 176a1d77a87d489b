// Original file: proto/sotto/v1/search.proto


export interface DeleteViewRequest {
  'name'?: (string);
  'shared'?: (boolean);
}

export interface DeleteViewRequest__Output {
  'name': (string);
  'shared': (boolean);
}
