// Original file: proto/sotto/v1/access.proto


export interface CreateTenantRequest {
  /**
   * ^[a-z0-9][a-z0-9-]{0,31}$
   */
  'tenant'?: (string);
}

export interface CreateTenantRequest__Output {
  /**
   * ^[a-z0-9][a-z0-9-]{0,31}$
   */
  'tenant': (string);
}
