// Original file: proto/sotto/v1/observe.proto


export interface Setting {
  'name'?: (string);
  /**
   * Hidden secrets: "(hidden)".
   */
  'value'?: (string);
  'defaultValue'?: (string);
  'unit'?: (string);
  'what'?: (string);
}

export interface Setting__Output {
  'name': (string);
  /**
   * Hidden secrets: "(hidden)".
   */
  'value': (string);
  'defaultValue': (string);
  'unit': (string);
  'what': (string);
}
