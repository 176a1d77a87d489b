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
  /**
   * What the scopes amount to, for programs that show only what will work: admin (keys:write), operator (commands:write or
   * devices:write) or viewer.
   */
  'role'?: (string);
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
  /**
   * What the scopes amount to, for programs that show only what will work: admin (keys:write), operator (commands:write or
   * devices:write) or viewer.
   */
  'role': (string);
}
