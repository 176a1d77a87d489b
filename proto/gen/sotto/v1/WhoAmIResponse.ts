// Original file: proto/sotto/v1/access.proto


export interface WhoAmIResponse {
  'tenant'?: (string);
  'application'?: (string);
  'keyId'?: (string);
  'scopes'?: (string)[];
  /**
   * Of the server.
   */
  'version'?: (string);
  'durability'?: (string);
}

export interface WhoAmIResponse__Output {
  'tenant': (string);
  'application': (string);
  'keyId': (string);
  'scopes': (string)[];
  /**
   * Of the server.
   */
  'version': (string);
  'durability': (string);
}
