// Original file: proto/sotto/v1/access.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateKeyRequest as _sotto_v1_CreateKeyRequest, CreateKeyRequest__Output as _sotto_v1_CreateKeyRequest__Output } from '../../sotto/v1/CreateKeyRequest.ts';
import type { CreateKeyResponse as _sotto_v1_CreateKeyResponse, CreateKeyResponse__Output as _sotto_v1_CreateKeyResponse__Output } from '../../sotto/v1/CreateKeyResponse.ts';
import type { CreateTenantRequest as _sotto_v1_CreateTenantRequest, CreateTenantRequest__Output as _sotto_v1_CreateTenantRequest__Output } from '../../sotto/v1/CreateTenantRequest.ts';
import type { CreateTenantResponse as _sotto_v1_CreateTenantResponse, CreateTenantResponse__Output as _sotto_v1_CreateTenantResponse__Output } from '../../sotto/v1/CreateTenantResponse.ts';
import type { ListKeysRequest as _sotto_v1_ListKeysRequest, ListKeysRequest__Output as _sotto_v1_ListKeysRequest__Output } from '../../sotto/v1/ListKeysRequest.ts';
import type { ListKeysResponse as _sotto_v1_ListKeysResponse, ListKeysResponse__Output as _sotto_v1_ListKeysResponse__Output } from '../../sotto/v1/ListKeysResponse.ts';
import type { ListTenantsRequest as _sotto_v1_ListTenantsRequest, ListTenantsRequest__Output as _sotto_v1_ListTenantsRequest__Output } from '../../sotto/v1/ListTenantsRequest.ts';
import type { ListTenantsResponse as _sotto_v1_ListTenantsResponse, ListTenantsResponse__Output as _sotto_v1_ListTenantsResponse__Output } from '../../sotto/v1/ListTenantsResponse.ts';
import type { RevokeKeyRequest as _sotto_v1_RevokeKeyRequest, RevokeKeyRequest__Output as _sotto_v1_RevokeKeyRequest__Output } from '../../sotto/v1/RevokeKeyRequest.ts';
import type { RevokeKeyResponse as _sotto_v1_RevokeKeyResponse, RevokeKeyResponse__Output as _sotto_v1_RevokeKeyResponse__Output } from '../../sotto/v1/RevokeKeyResponse.ts';
import type { WhoAmIRequest as _sotto_v1_WhoAmIRequest, WhoAmIRequest__Output as _sotto_v1_WhoAmIRequest__Output } from '../../sotto/v1/WhoAmIRequest.ts';
import type { WhoAmIResponse as _sotto_v1_WhoAmIResponse, WhoAmIResponse__Output as _sotto_v1_WhoAmIResponse__Output } from '../../sotto/v1/WhoAmIResponse.ts';

/**
 * Who may what [A3–A5].
 */
export interface AccessServiceClient extends grpc.Client {
  /**
   * Scope keys:write; the new key's scopes are at most the caller's.
   */
  CreateKey(argument: _sotto_v1_CreateKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateKeyResponse__Output>): grpc.ClientUnaryCall;
  CreateKey(argument: _sotto_v1_CreateKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CreateKeyResponse__Output>): grpc.ClientUnaryCall;
  CreateKey(argument: _sotto_v1_CreateKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateKeyResponse__Output>): grpc.ClientUnaryCall;
  CreateKey(argument: _sotto_v1_CreateKeyRequest, callback: grpc.requestCallback<_sotto_v1_CreateKeyResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope keys:write; the new key's scopes are at most the caller's.
   */
  createKey(argument: _sotto_v1_CreateKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateKeyResponse__Output>): grpc.ClientUnaryCall;
  createKey(argument: _sotto_v1_CreateKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CreateKeyResponse__Output>): grpc.ClientUnaryCall;
  createKey(argument: _sotto_v1_CreateKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateKeyResponse__Output>): grpc.ClientUnaryCall;
  createKey(argument: _sotto_v1_CreateKeyRequest, callback: grpc.requestCallback<_sotto_v1_CreateKeyResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes a tenant and its first key. Scope tenants:write, which only keys of the tenant "system" can have.
   */
  CreateTenant(argument: _sotto_v1_CreateTenantRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateTenantResponse__Output>): grpc.ClientUnaryCall;
  CreateTenant(argument: _sotto_v1_CreateTenantRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CreateTenantResponse__Output>): grpc.ClientUnaryCall;
  CreateTenant(argument: _sotto_v1_CreateTenantRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateTenantResponse__Output>): grpc.ClientUnaryCall;
  CreateTenant(argument: _sotto_v1_CreateTenantRequest, callback: grpc.requestCallback<_sotto_v1_CreateTenantResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Makes a tenant and its first key. Scope tenants:write, which only keys of the tenant "system" can have.
   */
  createTenant(argument: _sotto_v1_CreateTenantRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateTenantResponse__Output>): grpc.ClientUnaryCall;
  createTenant(argument: _sotto_v1_CreateTenantRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_CreateTenantResponse__Output>): grpc.ClientUnaryCall;
  createTenant(argument: _sotto_v1_CreateTenantRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_CreateTenantResponse__Output>): grpc.ClientUnaryCall;
  createTenant(argument: _sotto_v1_CreateTenantRequest, callback: grpc.requestCallback<_sotto_v1_CreateTenantResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope keys:write.
   */
  ListKeys(argument: _sotto_v1_ListKeysRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListKeysResponse__Output>): grpc.ClientUnaryCall;
  ListKeys(argument: _sotto_v1_ListKeysRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListKeysResponse__Output>): grpc.ClientUnaryCall;
  ListKeys(argument: _sotto_v1_ListKeysRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListKeysResponse__Output>): grpc.ClientUnaryCall;
  ListKeys(argument: _sotto_v1_ListKeysRequest, callback: grpc.requestCallback<_sotto_v1_ListKeysResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope keys:write.
   */
  listKeys(argument: _sotto_v1_ListKeysRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListKeysResponse__Output>): grpc.ClientUnaryCall;
  listKeys(argument: _sotto_v1_ListKeysRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListKeysResponse__Output>): grpc.ClientUnaryCall;
  listKeys(argument: _sotto_v1_ListKeysRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListKeysResponse__Output>): grpc.ClientUnaryCall;
  listKeys(argument: _sotto_v1_ListKeysRequest, callback: grpc.requestCallback<_sotto_v1_ListKeysResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Scope tenants:write.
   */
  ListTenants(argument: _sotto_v1_ListTenantsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListTenantsResponse__Output>): grpc.ClientUnaryCall;
  ListTenants(argument: _sotto_v1_ListTenantsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListTenantsResponse__Output>): grpc.ClientUnaryCall;
  ListTenants(argument: _sotto_v1_ListTenantsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListTenantsResponse__Output>): grpc.ClientUnaryCall;
  ListTenants(argument: _sotto_v1_ListTenantsRequest, callback: grpc.requestCallback<_sotto_v1_ListTenantsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Scope tenants:write.
   */
  listTenants(argument: _sotto_v1_ListTenantsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListTenantsResponse__Output>): grpc.ClientUnaryCall;
  listTenants(argument: _sotto_v1_ListTenantsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_ListTenantsResponse__Output>): grpc.ClientUnaryCall;
  listTenants(argument: _sotto_v1_ListTenantsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_ListTenantsResponse__Output>): grpc.ClientUnaryCall;
  listTenants(argument: _sotto_v1_ListTenantsRequest, callback: grpc.requestCallback<_sotto_v1_ListTenantsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Works within 5 s everywhere. Scope keys:write.
   */
  RevokeKey(argument: _sotto_v1_RevokeKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RevokeKeyResponse__Output>): grpc.ClientUnaryCall;
  RevokeKey(argument: _sotto_v1_RevokeKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_RevokeKeyResponse__Output>): grpc.ClientUnaryCall;
  RevokeKey(argument: _sotto_v1_RevokeKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RevokeKeyResponse__Output>): grpc.ClientUnaryCall;
  RevokeKey(argument: _sotto_v1_RevokeKeyRequest, callback: grpc.requestCallback<_sotto_v1_RevokeKeyResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Works within 5 s everywhere. Scope keys:write.
   */
  revokeKey(argument: _sotto_v1_RevokeKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RevokeKeyResponse__Output>): grpc.ClientUnaryCall;
  revokeKey(argument: _sotto_v1_RevokeKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_RevokeKeyResponse__Output>): grpc.ClientUnaryCall;
  revokeKey(argument: _sotto_v1_RevokeKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_RevokeKeyResponse__Output>): grpc.ClientUnaryCall;
  revokeKey(argument: _sotto_v1_RevokeKeyRequest, callback: grpc.requestCallback<_sotto_v1_RevokeKeyResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Who the caller is. Any key.
   */
  WhoAmI(argument: _sotto_v1_WhoAmIRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_WhoAmIResponse__Output>): grpc.ClientUnaryCall;
  WhoAmI(argument: _sotto_v1_WhoAmIRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_WhoAmIResponse__Output>): grpc.ClientUnaryCall;
  WhoAmI(argument: _sotto_v1_WhoAmIRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_WhoAmIResponse__Output>): grpc.ClientUnaryCall;
  WhoAmI(argument: _sotto_v1_WhoAmIRequest, callback: grpc.requestCallback<_sotto_v1_WhoAmIResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Who the caller is. Any key.
   */
  whoAmI(argument: _sotto_v1_WhoAmIRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_WhoAmIResponse__Output>): grpc.ClientUnaryCall;
  whoAmI(argument: _sotto_v1_WhoAmIRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_sotto_v1_WhoAmIResponse__Output>): grpc.ClientUnaryCall;
  whoAmI(argument: _sotto_v1_WhoAmIRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_sotto_v1_WhoAmIResponse__Output>): grpc.ClientUnaryCall;
  whoAmI(argument: _sotto_v1_WhoAmIRequest, callback: grpc.requestCallback<_sotto_v1_WhoAmIResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * Who may what [A3–A5].
 */
export interface AccessServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Scope keys:write; the new key's scopes are at most the caller's.
   */
  CreateKey: grpc.handleUnaryCall<_sotto_v1_CreateKeyRequest__Output, _sotto_v1_CreateKeyResponse>;
  
  /**
   * Makes a tenant and its first key. Scope tenants:write, which only keys of the tenant "system" can have.
   */
  CreateTenant: grpc.handleUnaryCall<_sotto_v1_CreateTenantRequest__Output, _sotto_v1_CreateTenantResponse>;
  
  /**
   * Scope keys:write.
   */
  ListKeys: grpc.handleUnaryCall<_sotto_v1_ListKeysRequest__Output, _sotto_v1_ListKeysResponse>;
  
  /**
   * Scope tenants:write.
   */
  ListTenants: grpc.handleUnaryCall<_sotto_v1_ListTenantsRequest__Output, _sotto_v1_ListTenantsResponse>;
  
  /**
   * Works within 5 s everywhere. Scope keys:write.
   */
  RevokeKey: grpc.handleUnaryCall<_sotto_v1_RevokeKeyRequest__Output, _sotto_v1_RevokeKeyResponse>;
  
  /**
   * Who the caller is. Any key.
   */
  WhoAmI: grpc.handleUnaryCall<_sotto_v1_WhoAmIRequest__Output, _sotto_v1_WhoAmIResponse>;
  
}

export interface AccessServiceDefinition extends grpc.ServiceDefinition {
  CreateKey: MethodDefinition<_sotto_v1_CreateKeyRequest, _sotto_v1_CreateKeyResponse, _sotto_v1_CreateKeyRequest__Output, _sotto_v1_CreateKeyResponse__Output>
  CreateTenant: MethodDefinition<_sotto_v1_CreateTenantRequest, _sotto_v1_CreateTenantResponse, _sotto_v1_CreateTenantRequest__Output, _sotto_v1_CreateTenantResponse__Output>
  ListKeys: MethodDefinition<_sotto_v1_ListKeysRequest, _sotto_v1_ListKeysResponse, _sotto_v1_ListKeysRequest__Output, _sotto_v1_ListKeysResponse__Output>
  ListTenants: MethodDefinition<_sotto_v1_ListTenantsRequest, _sotto_v1_ListTenantsResponse, _sotto_v1_ListTenantsRequest__Output, _sotto_v1_ListTenantsResponse__Output>
  RevokeKey: MethodDefinition<_sotto_v1_RevokeKeyRequest, _sotto_v1_RevokeKeyResponse, _sotto_v1_RevokeKeyRequest__Output, _sotto_v1_RevokeKeyResponse__Output>
  WhoAmI: MethodDefinition<_sotto_v1_WhoAmIRequest, _sotto_v1_WhoAmIResponse, _sotto_v1_WhoAmIRequest__Output, _sotto_v1_WhoAmIResponse__Output>
}
