// Original file: proto/sotto/v1/access.proto


export interface ListTenantsResponse {
  'tenants'?: (string)[];
}

export interface ListTenantsResponse__Output {
  'tenants': (string)[];
}
