// Original file: proto/sotto/v1/access.proto


export interface CreateKeyRequest {
  /**
   * ^[a-z0-9][a-z0-9._-]{0,63}$
   */
  'application'?: (string);
  'scopes'?: (string)[];
  /**
   * Zero: never.
   */
  'expiresSeconds'?: (number);
}

export interface CreateKeyRequest__Output {
  /**
   * ^[a-z0-9][a-z0-9._-]{0,63}$
   */
  'application': (string);
  'scopes': (string)[];
  /**
   * Zero: never.
   */
  'expiresSeconds': (number);
}
