// Original file: proto/sotto/v1/observe.proto


export interface Limit {
  'name'?: (string);
  'value'?: (string);
  'what'?: (string);
}

export interface Limit__Output {
  'name': (string);
  'value': (string);
  'what': (string);
}
