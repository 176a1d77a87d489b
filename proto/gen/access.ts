import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AccessServiceClient as _sotto_v1_AccessServiceClient, AccessServiceDefinition as _sotto_v1_AccessServiceDefinition } from './sotto/v1/AccessService.ts';
import type { CreateKeyRequest as _sotto_v1_CreateKeyRequest, CreateKeyRequest__Output as _sotto_v1_CreateKeyRequest__Output } from './sotto/v1/CreateKeyRequest.ts';
import type { CreateKeyResponse as _sotto_v1_CreateKeyResponse, CreateKeyResponse__Output as _sotto_v1_CreateKeyResponse__Output } from './sotto/v1/CreateKeyResponse.ts';
import type { CreateTenantRequest as _sotto_v1_CreateTenantRequest, CreateTenantRequest__Output as _sotto_v1_CreateTenantRequest__Output } from './sotto/v1/CreateTenantRequest.ts';
import type { CreateTenantResponse as _sotto_v1_CreateTenantResponse, CreateTenantResponse__Output as _sotto_v1_CreateTenantResponse__Output } from './sotto/v1/CreateTenantResponse.ts';
import type { Key as _sotto_v1_Key, Key__Output as _sotto_v1_Key__Output } from './sotto/v1/Key.ts';
import type { ListKeysRequest as _sotto_v1_ListKeysRequest, ListKeysRequest__Output as _sotto_v1_ListKeysRequest__Output } from './sotto/v1/ListKeysRequest.ts';
import type { ListKeysResponse as _sotto_v1_ListKeysResponse, ListKeysResponse__Output as _sotto_v1_ListKeysResponse__Output } from './sotto/v1/ListKeysResponse.ts';
import type { ListTenantsRequest as _sotto_v1_ListTenantsRequest, ListTenantsRequest__Output as _sotto_v1_ListTenantsRequest__Output } from './sotto/v1/ListTenantsRequest.ts';
import type { ListTenantsResponse as _sotto_v1_ListTenantsResponse, ListTenantsResponse__Output as _sotto_v1_ListTenantsResponse__Output } from './sotto/v1/ListTenantsResponse.ts';
import type { RevokeKeyRequest as _sotto_v1_RevokeKeyRequest, RevokeKeyRequest__Output as _sotto_v1_RevokeKeyRequest__Output } from './sotto/v1/RevokeKeyRequest.ts';
import type { RevokeKeyResponse as _sotto_v1_RevokeKeyResponse, RevokeKeyResponse__Output as _sotto_v1_RevokeKeyResponse__Output } from './sotto/v1/RevokeKeyResponse.ts';
import type { WhoAmIRequest as _sotto_v1_WhoAmIRequest, WhoAmIRequest__Output as _sotto_v1_WhoAmIRequest__Output } from './sotto/v1/WhoAmIRequest.ts';
import type { WhoAmIResponse as _sotto_v1_WhoAmIResponse, WhoAmIResponse__Output as _sotto_v1_WhoAmIResponse__Output } from './sotto/v1/WhoAmIResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  sotto: {
    v1: {
      /**
       * Who may what [A3–A5].
       */
      AccessService: SubtypeConstructor<typeof grpc.Client, _sotto_v1_AccessServiceClient> & { service: _sotto_v1_AccessServiceDefinition }
      CreateKeyRequest: MessageTypeDefinition<_sotto_v1_CreateKeyRequest, _sotto_v1_CreateKeyRequest__Output>
      CreateKeyResponse: MessageTypeDefinition<_sotto_v1_CreateKeyResponse, _sotto_v1_CreateKeyResponse__Output>
      CreateTenantRequest: MessageTypeDefinition<_sotto_v1_CreateTenantRequest, _sotto_v1_CreateTenantRequest__Output>
      CreateTenantResponse: MessageTypeDefinition<_sotto_v1_CreateTenantResponse, _sotto_v1_CreateTenantResponse__Output>
      Key: MessageTypeDefinition<_sotto_v1_Key, _sotto_v1_Key__Output>
      ListKeysRequest: MessageTypeDefinition<_sotto_v1_ListKeysRequest, _sotto_v1_ListKeysRequest__Output>
      ListKeysResponse: MessageTypeDefinition<_sotto_v1_ListKeysResponse, _sotto_v1_ListKeysResponse__Output>
      ListTenantsRequest: MessageTypeDefinition<_sotto_v1_ListTenantsRequest, _sotto_v1_ListTenantsRequest__Output>
      ListTenantsResponse: MessageTypeDefinition<_sotto_v1_ListTenantsResponse, _sotto_v1_ListTenantsResponse__Output>
      RevokeKeyRequest: MessageTypeDefinition<_sotto_v1_RevokeKeyRequest, _sotto_v1_RevokeKeyRequest__Output>
      RevokeKeyResponse: MessageTypeDefinition<_sotto_v1_RevokeKeyResponse, _sotto_v1_RevokeKeyResponse__Output>
      WhoAmIRequest: MessageTypeDefinition<_sotto_v1_WhoAmIRequest, _sotto_v1_WhoAmIRequest__Output>
      WhoAmIResponse: MessageTypeDefinition<_sotto_v1_WhoAmIResponse, _sotto_v1_WhoAmIResponse__Output>
    }
  }
}

