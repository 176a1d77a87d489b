// Original file: proto/sotto/v1/fleet.proto


export interface Action {
  'name'?: (string);
  /**
   * JSON Schema (draft 2020-12) as JSON text. Empty: anything.
   */
  'schema'?: (string);
  'description'?: (string);
}

export interface Action__Output {
  'name': (string);
  /**
   * JSON Schema (draft 2020-12) as JSON text. Empty: anything.
   */
  'schema': (string);
  'description': (string);
}
